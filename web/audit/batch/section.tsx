import type { SectionProperties } from "../app/sections.ts";
import { LineageView } from "../lineage/lineage-view.tsx";
import { BatchView } from "./batch-view.tsx";

/** A batch by its code, or what it was made of and what became of it. */
export default function BatchSection({ rest: [code = "", part] }: SectionProperties) {
  return part === "lineage" ? <LineageView code={code} /> : <BatchView code={code} />;
}
