import type { SectionProperties } from "../app/sections.ts";
import { HandOverForm } from "./hand-over-form.tsx";
import { HandOverView } from "./hand-over-view.tsx";
import { Offers } from "./offers.tsx";

/** Offers and hand-overs, one hand-over of many batches by its id, or a new one. */
export default function OfferSection({ rest: [id] }: SectionProperties) {
  if (id === "new") return <HandOverForm />;
  return id ? <HandOverView key={id} id={id} /> : <Offers />;
}
