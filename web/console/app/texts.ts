/** Texts of the console's frame, in English; the others have the same names. */
const en = {
  navigation: "Parts of the console",
  signOut: "Sign out",
  signedInAs: "Signed in as",
  nothing: "There is nothing at this address.",
  toStart: "To the overview",
};

const zh: typeof en = {
  navigation: "工作台栏目",
  signOut: "退出登录",
  signedInAs: "当前账户",
  nothing: "此地址下没有内容。",
  toStart: "返回概览",
};

/** In both languages. */
export const APP_TEXTS = { en, zh };
