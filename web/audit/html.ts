import { type PageAssets, pageHtml } from "../html.ts";

/** The HTML of the desk where auditors check what this installation tells, by a node of their own. */
export const auditHtml = (assets: PageAssets) =>
  pageHtml(assets, {
    title: { zh: "审计台 · 溯源", en: "Auditor’s desk · Suyuan" },
    description: {
      zh: "逐条重新计算每一枚指纹，并与您自选节点上的合约核对。",
      en: "Recompute every fingerprint line by line, against the contract on a node of your own choice.",
    },
    indexed: true,
    noScript: {
      zh: "审计台在您的浏览器中重新计算，因此需要启用 JavaScript。",
      en: "The desk recomputes everything in your own browser, and needs JavaScript for it.",
    },
  });
