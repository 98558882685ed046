/** Texts of signing in, in English; the others have the same names. */
const en = {
  title: "Sign in",
  lead: "Record what happens to your batches, hand them over, and answer for them.",
  username: "Username, email address or phone number",
  password: "Password",
  signIn: "Sign in",
  forgot: "Forgotten your password?",
  orWallet: "By wallet",
  walletHelp: "Your wallet signs a text that lets you in. It costs nothing, and records nothing.",
  walletWith: (name: string) => `Sign in with ${name}`,
  noWallet: "This browser shows no wallet.",
  orWechat: "By WeChat",
  wechatHelp: "On phones, WeChat signs in its mini program. Here the code that it gave can be entered.",
  wechatCode: "Code of WeChat",
  wechatSignIn: "Sign in by WeChat",
  wrong: "Signing in failed.",
};

const zh: typeof en = {
  title: "登录",
  lead: "记录批次动态，办理交接，对所记录的内容负责。",
  username: "用户名、邮箱或手机号",
  password: "密码",
  signIn: "登录",
  forgot: "忘记密码？",
  orWallet: "使用钱包",
  walletHelp: "钱包签署一段登录文本，不产生费用，也不上链。",
  walletWith: (name: string) => `使用 ${name} 登录`,
  noWallet: "当前浏览器中没有钱包。",
  orWechat: "使用微信",
  wechatHelp: "在手机上，微信小程序可直接登录；此处可填写其登录凭证（code）。",
  wechatCode: "微信登录凭证",
  wechatSignIn: "使用微信登录",
  wrong: "登录失败。",
};

/** In both languages. */
export const SESSION_TEXTS = { en, zh };
