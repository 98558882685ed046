import { TAGLINE } from "../../domain/names/tagline.ts";
import type { Language } from "../../proof/messages.ts";

/** The page's texts in English; the others have the same names. */
const en = {
  locale: "en-GB",
  brand: "Suyuan",
  tagline: TAGLINE.en,
  otherLanguage: "中文",
  skip: "Skip to the content",
  reset: {
    title: "Set a new password",
    lead: "The code that was sent to you is good for ten minutes, once. Every session of your account ends.",
    button: "Set the password",
    done: "Your password was set. Log in with it.",
  },
  email: {
    title: "Verify your email address",
    lead: "Press the button to confirm that you read this address.",
    button: "Verify",
    done: "Your email address is verified. You may close this page.",
  },
  recall: {
    title: "A recall that concerns you",
    lead: "Somebody recalls goods that you may have had. Read what is to be done, and say what you found.",
    button: "Send",
    done: "Thank you: what you said was passed on. You may close this page, or say it anew by the same link.",
    by: "Who recalls",
    batchCode: "Batch",
    class: "Class",
    reason: "Reason",
    instruction: "What to do",
    contact: "Contact",
    lifted: "This recall was lifted: there is nothing to be done any more.",
    found: "What you found, and what you did with it",
    note: "Note (optional)",
    bad: "This link is not good, or no longer.",
  },
  identifier: "Username, email address or phone number",
  contact: "Email address or phone number that the code was sent to",
  code: "Code (six digits)",
  password: "New password",
  token: "Token from the mail",
  offline: "The server cannot be reached. Check your connection and try again.",
  failed: "That did not work. Try again in a moment.",
};

/** All texts in one language. */
export type Texts = typeof en;

const zh: Texts = {
  locale: "zh-CN",
  brand: "溯源",
  tagline: TAGLINE.zh,
  otherLanguage: "English",
  skip: "跳到正文",
  reset: {
    title: "设置新密码",
    lead: "验证码 10 分钟内有效，只能使用一次。设置后，账户的所有登录都会退出。",
    button: "设置密码",
    done: "密码已设置，请用新密码登录。",
  },
  email: {
    title: "验证邮箱",
    lead: "请点击按钮，确认这是您的邮箱。",
    button: "验证",
    done: "邮箱已验证，可以关闭本页。",
  },
  recall: {
    title: "与您有关的召回",
    lead: "有企业召回您可能收到过的产品。请阅读处理要求，并说明您找到的情况。",
    button: "提交",
    done: "已提交，谢谢。您可以关闭本页，也可以用同一链接重新说明。",
    by: "召回方",
    batchCode: "批次",
    class: "级别",
    reason: "原因",
    instruction: "处理要求",
    contact: "联系方式",
    lifted: "该召回已解除，无需再处理。",
    found: "您找到了多少，如何处理",
    note: "备注（选填）",
    bad: "该链接无效或已过期。",
  },
  identifier: "用户名、邮箱或手机号",
  contact: "接收验证码的邮箱或手机号",
  code: "验证码（六位数字）",
  password: "新密码",
  token: "邮件中的验证令牌",
  offline: "无法连接服务器，请检查网络后重试。",
  failed: "未能完成，请稍后再试。",
};

/** The page's texts by language. */
export const TEXTS: Readonly<Record<Language, Texts>> = { en, zh };
