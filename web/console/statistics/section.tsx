import type { SectionProperties } from "../app/sections.ts";
import { BatchStatistics } from "./batch-statistics.tsx";
import { Overview } from "./overview.tsx";

/** Scans of one's newest batches, or of one by its id. */
export default function StatisticsSection({ rest: [id] }: SectionProperties) {
  return id ? <BatchStatistics key={id} id={id} /> : <Overview />;
}
