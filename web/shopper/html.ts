import { type PageAssets, pageHtml } from "../html.ts";

/** The HTML of the shopper's page. */
export const shopperHtml = (assets: PageAssets) =>
  pageHtml(assets, {
    title: { zh: "产品溯源", en: "Where it comes from · Suyuan" },
    description: { zh: "人人可自行核验的溯源。", en: "Traceability you can check yourself." },
    indexed: true,
    noScript: {
      zh: "本页面在您的浏览器中自行核验溯源信息，因此需要启用 JavaScript。",
      en: "This page verifies the journey in your own browser, and needs JavaScript for it.",
    },
  });
