import type { WalletFault } from "../session/wallets.ts";

/** Texts of what all subjects share, in English; the others have the same names. */
const en = {
  locale: "en-GB",
  brand: "Suyuan",
  tagline: "Console",
  otherLanguage: "中文",
  skip: "Skip to the content",
  loading: "Loading…",
  retry: "Try again",
  more: "Show more",
  send: "Send",
  cancel: "Cancel",
  close: "Close",
  offline: "There is no connection. What you entered is still here: try again.",
  failed: "That did not work.",
  states: {
    sending: "Sending…",
    signing: "Waiting for your wallet…",
    pending: "On its way to the chain…",
    done: "Recorded on chain.",
  },
  saved: "Saved.",
  reason: "Reason",
  back: "Back",
  wallets: {
    rejected: "You refused in your wallet. Nothing was recorded.",
    none: "This account signs with a wallet, and this browser shows none. Open this page where your wallet is.",
    network: "Your wallet is on another network, and did not change to that of the contract.",
    "other-account": "Your wallet shows another account than the one that is signed in here.",
    failed: "Your wallet could not sign.",
  } as Record<WalletFault, string>,
  noWallet: "This browser shows no wallet.",
  signTitle: "Your wallet is about to ask",
  signAs: "You sign in the name of",
  signCapacity: "Your roles on chain",
  noRole: "none",
  signWhat: "What you sign",
  signTechnical: "As the contract reads it",
  signNow: "Sign with",
  signRefuse: "Do not sign",
};

/** Texts of one language. */
export type CommonTexts = typeof en;

const zh: CommonTexts = {
  locale: "zh-CN",
  brand: "溯源",
  tagline: "工作台",
  otherLanguage: "English",
  skip: "跳到正文",
  loading: "正在加载……",
  retry: "重试",
  more: "显示更多",
  send: "提交",
  cancel: "取消",
  close: "关闭",
  offline: "网络未连接。您填写的内容仍在，请重试。",
  failed: "操作未成功。",
  states: {
    sending: "正在提交……",
    signing: "等待您的钱包签名……",
    pending: "正在上链……",
    done: "已上链。",
  },
  saved: "已保存。",
  reason: "理由",
  back: "返回",
  wallets: {
    rejected: "您在钱包中拒绝了签名，未记录任何内容。",
    none: "此账户使用钱包签名，但当前浏览器中没有钱包。请在装有钱包的浏览器中打开本页。",
    network: "钱包所在网络与合约不同，且未能切换。",
    "other-account": "钱包中的账户与当前登录的账户不同。",
    failed: "钱包未能签名。",
  },
  noWallet: "当前浏览器中没有钱包。",
  signTitle: "您的钱包即将请求签名",
  signAs: "签名身份",
  signCapacity: "链上角色",
  noRole: "无",
  signWhat: "签名内容",
  signTechnical: "合约所见",
  signNow: "使用以下钱包签名：",
  signRefuse: "不签名",
};

/** In both languages. */
export const COMMON_TEXTS = { en, zh };
