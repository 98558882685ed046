import { type PageAssets, pageHtml } from "../html.ts";

/** The HTML of the page on which codes from messages are entered. */
export const confirmHtml = (assets: PageAssets) =>
  pageHtml(assets, {
    title: { zh: "输入验证码 · 溯源", en: "Enter your code · Suyuan" },
    description: { zh: "重置密码，或验证邮箱。", en: "Reset a password, or verify an email address." },
    indexed: false,
    noScript: {
      zh: "在此输入验证码需要启用 JavaScript。",
      en: "Entering a code here needs JavaScript.",
    },
  });
