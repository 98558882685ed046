import { type PageAssets, pageHtml } from "../html.ts";

/** The HTML of the upload page, with the worker's address for the script. */
export function uploadHtml(assets: PageAssets & { readonly worker: string }): string {
  return pageHtml(assets, {
    title: "上传附件 Upload · 溯源 Suyuan",
    head: ['<meta name="robots" content="noindex">'],
    attributes: ` data-worker="${assets.worker}"`,
    noScript: {
      zh: "上传附件需要启用 JavaScript：文件的摘要在您的浏览器中计算。",
      en: "Uploading needs JavaScript: files are hashed in your own browser.",
    },
  });
}
