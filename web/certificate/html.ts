import { type PageAssets, pageHtml } from "../html.ts";

/** The HTML of the certificates' page: the same for every certificate. */
export function certificateHtml(assets: PageAssets): string {
  return pageHtml(assets, {
    title: "证书核验 · Certificate check",
    head: [
      '<meta name="description" content="Check a traceability certificate against the blockchain, in your own browser. 在您的浏览器中核验溯源证书。">',
    ],
    noScript: {
      zh: "本页面在您的浏览器中自行核验证书，因此需要启用 JavaScript。",
      en: "This page checks certificates in your own browser, and needs JavaScript for it.",
    },
  });
}
