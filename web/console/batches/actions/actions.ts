/** What can be done with a batch, and who finds it offered. The API decides; this only keeps what is refused out of the way. */
import type { ComponentType } from "preact";
import type { Me } from "../../session/session.ts";
import type { Batch } from "../batch.ts";
import { EventForm } from "./event-form.tsx";
import { OfferForm } from "./offer-form.tsx";

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

const hasRole = (me: Me) => me.roles.length > 0;
const isActive = ({ status }: Batch) => status !== "withdrawn";

/** All of them, in the order in which they are offered. */
export const ACTIONS: readonly BatchAction[] = [
  {
    name: "event",
    title: { en: "Record an event", zh: "登记环节" },
    isFor: (me, batch) => hasRole(me) && isActive(batch),
    form: EventForm,
  },
  { name: "offer", title: { en: "Hand over", zh: "交接" }, isFor: (_me, batch) => isActive(batch), form: OfferForm },
];
