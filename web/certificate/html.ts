import { type PageAssets, pageHtml } from "../html.ts";

/** The HTML of the certificates' page. */
export const certificateHtml = (assets: PageAssets) =>
  pageHtml(assets, {
    title: { zh: "证书核验 · 溯源", en: "Certificate check · Suyuan" },
    description: {
      zh: "在您的浏览器中核验溯源证书。",
      en: "Check a traceability certificate against the blockchain, in your own browser.",
    },
    indexed: true,
    noScript: {
      zh: "本页面在您的浏览器中自行核验证书，因此需要启用 JavaScript。",
      en: "This page checks certificates in your own browser, and needs JavaScript for it.",
    },
  });
