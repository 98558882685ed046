/** The desk's parts, each fetched when somebody first goes there. */
import type { ComponentType } from "preact";
import { partsOf } from "../../router.ts";

/** What a section is shown with. */
export interface SectionProperties {
  /** What stands in the path after the section's own, decoded: of `/batches/AP1`, `["AP1"]`. */
  readonly rest: readonly string[];
}

/** A part of the desk. */
export interface Section {
  /** The first part of its path. */
  readonly path: string;
  readonly title: { readonly en: string; readonly zh: string };
  /** Whether it is reached from other sections alone. */
  readonly hidden?: boolean;
  readonly load: () => Promise<{ readonly default: ComponentType<SectionProperties> }>;
}

/** All of them, in the order of the navigation. */
export const SECTIONS: readonly Section[] = [
  { path: "", title: { en: "Search", zh: "查找" }, load: () => import("../search/search.tsx") },
  {
    path: "mirror",
    title: { en: "Whole mirror", zh: "整个镜像" },
    load: () => import("../mirror/mirror-view.tsx"),
  },
  { path: "export", title: { en: "Export", zh: "导出" }, load: () => import("../export/export-view.tsx") },
  { path: "blocks", title: { en: "Blocks", zh: "区块" }, load: () => import("../explorer/blocks-section.tsx") },
  {
    path: "transactions",
    title: { en: "Transaction", zh: "交易" },
    hidden: true,
    load: () => import("../explorer/transaction-view.tsx"),
  },
  { path: "batches", title: { en: "Batch", zh: "批次" }, hidden: true, load: () => import("../batch/section.tsx") },
  {
    path: "file",
    title: { en: "Proof file", zh: "证明文件" },
    hidden: true,
    load: () => import("../batch/file-view.tsx"),
  },
  {
    path: "accounts",
    title: { en: "Account", zh: "账户" },
    hidden: true,
    load: () => import("../accounts/account-view.tsx"),
  },
];

/** The section at a path, and what is left of the path; undefined where there is none. */
export function sectionAt(path: string): { readonly section: Section; readonly rest: readonly string[] } | undefined {
  const [first = "", ...rest] = partsOf(path);
  const section = SECTIONS.find((each) => each.path === first);
  return section && { section, rest };
}
