/** Texts of the desk's frame, in English; the others have the same names. */
const en = {
  brand: "Suyuan",
  tagline: "Auditor’s desk",
  otherLanguage: "中文",
  skip: "Skip to the content",
  navigation: "Parts of the desk",
  nothing: "There is nothing at this address.",
  toStart: "To the search",
  loading: "Loading…",
  retry: "Try again",
  unreachable: "This server does not answer. Check your connection and try again.",
  failed: "That did not work.",
  nodeFailed: "The node did not answer as needed. Try again, or choose another one.",
};

/** Texts of one language. */
export type AppTexts = typeof en;

const zh: AppTexts = {
  brand: "溯源",
  tagline: "审计台",
  otherLanguage: "English",
  skip: "跳到正文",
  navigation: "审计台栏目",
  nothing: "此地址下没有内容。",
  toStart: "返回查找",
  loading: "正在加载……",
  retry: "重试",
  unreachable: "服务器没有响应。请检查网络后重试。",
  failed: "操作未成功。",
  nodeFailed: "节点未能给出所需的回答。请重试，或更换节点。",
};

/** In both languages. */
export const APP_TEXTS = { en, zh };
