import { type PageAssets, pageHtml } from "../html.ts";

/** The HTML of the shopper's page: the same for every batch. */
export function shopperHtml(assets: PageAssets): string {
  return pageHtml(assets, {
    title: "溯源 Suyuan",
    head: ['<meta name="description" content="Traceability you can check yourself. 人人可自行核验的溯源。">'],
    noScript: {
      zh: "本页面在您的浏览器中自行核验溯源信息，因此需要启用 JavaScript。",
      en: "This page verifies the journey in your own browser, and needs JavaScript for it.",
    },
  });
}
