/** In Chinese what the reference says of the accounts dialect. */
export const ACCOUNTS_TEXTS: Readonly<Record<string, string>> = {
  "Register an account": "注册账户",
  "Log in": "登录",
  "Who is signed in": "查询当前登录的账户",
  "Set another password; every token of the account ends": "修改密码；该账户的所有令牌随即失效",
  "Send a code for a new password": "发送重置密码的验证码",
  "Set a new password by the code that was sent; every token of the account ends":
    "凭验证码重置密码；该账户的所有令牌随即失效",
  "Go on with a session; each refresh token is used once": "刷新会话；每个刷新令牌只能使用一次",
  "End this session: its access token and its refresh token": "退出登录：访问令牌和刷新令牌同时失效",
  "Log in from a page of this host: by password, by wallet or by WeChat": "从本站页面登录：密码、钱包或微信",
  "The refresh token comes as a cookie (HttpOnly, SameSite=Strict, of this path). `Origin` must be this host's. A wallet signs the text of `POST /auth/login/wallet/challenge`.":
    "刷新令牌存于 Cookie（HttpOnly、SameSite=Strict，仅限此路径）。`Origin` 须为本站。钱包须对 `POST /auth/login/wallet/challenge` 返回的文本签名。",
  "Go on with a page's session, by its cookie": "凭 Cookie 续期页面会话",
  "End a page's session, and take its cookie back": "结束页面会话并收回其 Cookie",
  "Send a token to the account's email address": "向账户邮箱发送验证令牌",
  "Prove by the token that was sent who reads an email address": "凭收到的令牌验证邮箱",
};
