/** What can be done with a batch, and who finds it offered. */
import type { ComponentType } from "preact";
import type { Me } from "../../session/session.ts";
import type { Batch } from "../batch.ts";
import { EventForm } from "./event-form.tsx";
import { InspectionForm } from "./inspection-form.tsx";
import { LabelsForm } from "./labels-form.tsx";
import { OfferForm } from "./offer-form.tsx";
import { isAuthority, isThere } from "./who.ts";

/** What a form is shown with. */
export interface ActionProperties {
  readonly batch: Batch;
  readonly onDone: () => void;
}

/** Something that can be done with a batch. */
export interface BatchAction {
  readonly name: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly isFor: (me: Me, batch: Batch) => boolean;
  readonly form: ComponentType<ActionProperties>;
}

/** All of them, in the order in which they are offered. */
export const ACTIONS: readonly BatchAction[] = [
  {
    name: "event",
    title: { en: "Record an event", zh: "登记环节" },
    isFor: (me, batch) => isThere(batch) && (batch.held || me.roles.length > 0),
    form: EventForm,
  },
  {
    name: "inspection",
    title: { en: "Record an inspection", zh: "登记检验" },
    isFor: (me, batch) => isThere(batch) && (batch.held || isAuthority(me)),
    form: InspectionForm,
  },
  {
    name: "offer",
    title: { en: "Hand over", zh: "交接" },
    isFor: (_me, batch) => batch.held && isThere(batch),
    form: OfferForm,
  },
  { name: "labels", title: { en: "Labels", zh: "标签" }, isFor: (_me, batch) => isThere(batch), form: LabelsForm },
];
