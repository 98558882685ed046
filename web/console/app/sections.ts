/** The console's parts, each fetched when somebody first goes there. */
import type { ComponentType } from "preact";
import type { Duty } from "../../../domain/profiles/duties-of.ts";
import { partsOf } from "../../router.ts";

/** What a section is shown with. */
export interface SectionProperties {
  /** What stands in the path after the section's own, decoded: of `/batches/AP1`, `["AP1"]`. */
  readonly rest: readonly string[];
}

/** A part of the console. */
export interface Section {
  /** The first part of its path. */
  readonly path: string;
  readonly title: { readonly en: string; readonly zh: string };
  /** Only who decides on something of this finds it in the navigation; everybody where left out. */
  readonly duties?: readonly Duty[];
  /** Whether it is reached from other sections alone. */
  readonly hidden?: boolean;
  readonly load: () => Promise<{ readonly default: ComponentType<SectionProperties> }>;
}

/** All of them, in the order of the navigation. */
export const SECTIONS: readonly Section[] = [
  { path: "", title: { en: "Overview", zh: "概览" }, load: () => import("../overview/overview.tsx") },
  { path: "batches", title: { en: "Batches", zh: "批次" }, load: () => import("../batches/section.tsx") },
  { path: "offers", title: { en: "Hand-overs", zh: "交接" }, load: () => import("../offers/section.tsx") },
  { path: "recalls", title: { en: "Recalls", zh: "召回" }, load: () => import("../recalls/section.tsx") },
  {
    path: "catalogue",
    title: { en: "Products and places", zh: "产品与地点" },
    load: () => import("../catalogue/section.tsx"),
  },
  { path: "parties", title: { en: "Parties", zh: "参与方" }, load: () => import("../parties/section.tsx") },
  { path: "orders", title: { en: "Orders", zh: "订单" }, load: () => import("../orders/section.tsx") },
  { path: "statistics", title: { en: "Statistics", zh: "扫码统计" }, load: () => import("../statistics/section.tsx") },
  {
    path: "erasures",
    title: { en: "Erasures", zh: "删除申请" },
    duties: ["erasures"],
    load: () => import("../erasures/section.tsx"),
  },
  {
    path: "approvals",
    title: { en: "Approvals", zh: "审批" },
    duties: ["roles", "profiles"],
    load: () => import("../approvals/section.tsx"),
  },
  { path: "profile", title: { en: "Profile", zh: "账户资料" }, load: () => import("../profile/section.tsx") },
  { path: "scan", title: { en: "Scan", zh: "扫码" }, load: () => import("../scan/section.tsx") },
];

/** The section at a path, and what is left of the path; undefined where there is none. */
export function sectionAt(path: string): { readonly section: Section; readonly rest: readonly string[] } | undefined {
  const [first = "", ...rest] = partsOf(path);
  const section = SECTIONS.find((each) => each.path === first);
  return section && { section, rest };
}
