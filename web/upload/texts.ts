import { PERSONAL_NOTICE } from "../../domain/names/personal-notice.ts";
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
  lead: "Upload test reports, certificates or pictures. Once uploaded, a file cannot be replaced unnoticed.",
  personal:
    "What is on the blockchain cannot be deleted: put no identity number, phone number or other personal data into it.",
  found: PERSONAL_NOTICE.en as Readonly<Record<keyof typeof PERSONAL_NOTICE.en, string>>,
  stop: ". It has not been sent.",
  sendAnyway: "Send it all the same",
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
    hashing: "Computing the fingerprint",
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
  lead: "上传检测报告、证书或照片。文件上传后不能被悄悄替换。",
  personal: "写入区块链后无法删除，请勿填写身份证号、手机号等个人信息。",
  found: PERSONAL_NOTICE.zh,
  stop: "。文件尚未上传。",
  sendAnyway: "仍然上传",
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
  restricted: "不对公众开放：仅您本人、当前持有方、检验机构与监管部门可查看",
  phases: { waiting: "等待中", hashing: "正在计算数字指纹", sending: "正在上传", checking: "正在核验", done: "已保存" },
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
