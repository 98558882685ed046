import type { SectionProperties } from "../app/sections.ts";
import { BatchView } from "./batch-view.tsx";

/** A batch by its code. */
export default function BatchSection({ rest: [code = ""] }: SectionProperties) {
  return <BatchView key={code} code={code} />;
}
