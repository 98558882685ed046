import { TAGLINE } from "../../domain/names/tagline.ts";
import type { Language } from "../../proof/messages.ts";

/** The page's texts in English; the others have the same names. */
const en = {
  locale: "en-GB",
  brand: "Suyuan",
  tagline: TAGLINE.en,
  otherLanguage: "中文",
  skip: "Skip to the content",
  title: "Upload attachments",
  lead: "Reports, certificates and pictures. Each is hashed in your browser and checked again on arrival; a record then names it by its SHA-256.",
  logIn: "Log in",
  username: "Username",
  password: "Password",
  orToken: "or paste an access token",
  token: "Access token",
  useToken: "Use this token",
  logOut: "Log out",
  loggedIn: "You are logged in.",
  choose: "Choose files",
  drop: "or drop them here. PDF, JPEG, PNG, WebP, GIF, text, CSV and JSON.",
  restricted: "Withhold from the public: only you, the batch’s holder, inspectors and regulators may read them",
  phases: {
    waiting: "Waiting",
    hashing: "Computing the digest",
    sending: "Sending",
    checking: "Checking",
    done: "Stored",
  },
  withheld: "Withheld from the public",
  failures: {
    unreadable: "The file cannot be read.",
    offline: "The connection broke off. Try again: what was sent is not sent again.",
    refused: "The server refused the file.",
    "signed-out": "Your log-in has expired. Log in again.",
  },
  logInFailed: "Logging in failed.",
  retry: "Try again",
  open: "Open",
  digest: "SHA-256",
};

/** Texts of one language. */
export type Texts = typeof en;

const zh: Texts = {
  locale: "zh-CN",
  brand: "溯源",
  tagline: TAGLINE.zh,
  otherLanguage: "English",
  skip: "跳到正文",
  title: "上传附件",
  lead: "检测报告、证书与照片。文件摘要在您的浏览器中计算，到达后再次核验；之后记录以 SHA-256 引用该文件。",
  logIn: "登录",
  username: "用户名",
  password: "密码",
  orToken: "或粘贴访问令牌",
  token: "访问令牌",
  useToken: "使用此令牌",
  logOut: "退出",
  loggedIn: "您已登录。",
  choose: "选择文件",
  drop: "或拖放到此处。支持 PDF、JPEG、PNG、WebP、GIF、文本、CSV 与 JSON。",
  restricted: "不对公众开放：仅您本人、批次持有者、检验员与监管部门可查看",
  phases: { waiting: "等待中", hashing: "正在计算摘要", sending: "正在上传", checking: "正在核验", done: "已保存" },
  withheld: "不对公众开放",
  failures: {
    unreadable: "无法读取该文件。",
    offline: "连接中断。请重试：已上传的部分不会重传。",
    refused: "服务器拒绝了该文件。",
    "signed-out": "登录已过期，请重新登录。",
  },
  logInFailed: "登录失败。",
  retry: "重试",
  open: "打开",
  digest: "SHA-256",
};

/** The page's texts by language. */
export const TEXTS: Readonly<Record<Language, Texts>> = { en, zh };
