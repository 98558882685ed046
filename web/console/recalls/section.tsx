import type { SectionProperties } from "../app/sections.ts";
import { RecallView } from "./recall-view.tsx";
import { Recalls } from "./recalls.tsx";

/** The recalls that concern one, or one of them by its id. */
export default function RecallSection({ rest: [id] }: SectionProperties) {
  return id ? <RecallView key={id} id={id} /> : <Recalls />;
}
