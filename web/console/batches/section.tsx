import type { SectionProperties } from "../app/sections.ts";
import { BatchView } from "./batch-view.tsx";
import { Batches } from "./batches.tsx";
import { NewBatch } from "./new-batch.tsx";

/** All batches, a new one, or one of them by its id. */
export default function BatchSection({ rest: [id] }: SectionProperties) {
  if (id === "new") return <NewBatch />;
  return id ? <BatchView key={id} id={id} /> : <Batches />;
}
