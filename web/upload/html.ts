import { type PageAssets, pageHtml } from "../html.ts";

/** The HTML of the upload page, with the worker's address for the script. */
export const uploadHtml = (assets: PageAssets & { readonly worker: string }) =>
  pageHtml(assets, {
    title: { zh: "上传附件 · 溯源", en: "Upload · Suyuan" },
    description: { zh: "上传检测报告、证书或照片。", en: "Upload reports, certificates or pictures." },
    indexed: false,
    attributes: ` data-worker="${assets.worker}"`,
    noScript: {
      zh: "上传附件需要启用 JavaScript：文件的数字指纹在您的浏览器中计算。",
      en: "Uploading needs JavaScript: files are hashed in your own browser.",
    },
  });
