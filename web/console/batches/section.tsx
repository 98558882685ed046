import type { SectionProperties } from "../app/sections.ts";
import { BatchView } from "./batch-view.tsx";
import { Batches } from "./batches.tsx";

/** All batches, or one of them by its id. */
export default function BatchSection({ rest: [id] }: SectionProperties) {
  return id ? <BatchView key={id} id={id} /> : <Batches />;
}
