import type { ComponentType } from "preact";
import type { SectionProperties } from "../app/sections.ts";
import { BatchView } from "./batch-view.tsx";
import { Batches } from "./batches.tsx";
import { LineageView } from "./lineage/lineage-view.tsx";
import { TransformView } from "./lineage/transform-view.tsx";
import { NewBatch } from "./new-batch.tsx";
import { StatisticsView } from "./statistics-view.tsx";

/** What a batch is shown as, by what follows its id in the path. */
const VIEWS = new Map<string | undefined, ComponentType<{ readonly id: string }>>([
  ["lineage", LineageView],
  ["statistics", StatisticsView],
  ["transform", TransformView],
]);

/** All batches, a new one, or one of them by its id. */
export default function BatchSection({ rest: [id, view] }: SectionProperties) {
  if (!id) return <Batches />;
  if (id === "new") return <NewBatch />;
  const Shown = VIEWS.get(view) ?? BatchView;
  return <Shown key={id} id={id} />;
}
