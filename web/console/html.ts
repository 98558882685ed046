import { type PageAssets, pageHtml } from "../html.ts";

/** The HTML of the console, where firms do their work, with the address of the worker that hashes files. */
export const consoleHtml = (assets: PageAssets & { readonly worker: string }) =>
  pageHtml(assets, {
    title: { zh: "工作台 · 溯源", en: "Console · Suyuan" },
    description: { zh: "记录批次、交接、检验与召回。", en: "Record batches, hand-overs, inspections and recalls." },
    indexed: false,
    attributes: ` data-worker="${assets.worker}"`,
    noScript: {
      zh: "工作台需要启用 JavaScript。",
      en: "The console needs JavaScript.",
    },
  });
