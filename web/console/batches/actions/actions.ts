/** What can be done with a batch, and who finds it offered. */
import type { ComponentType } from "preact";
import type { Me } from "../../session/session.ts";
import type { Batch } from "../batch.ts";
import { CertificatePanel } from "./certificate-panel.tsx";
import { CommitmentPanel } from "./commitment-panel.tsx";
import { ConsumeForm } from "./consume-form.tsx";
import { DescribeForm } from "./describe-form.tsx";
import { EventForm } from "./event-form.tsx";
import { HoldForm, ReleaseForm } from "./hold-forms.tsx";
import { InspectionForm } from "./inspection-form.tsx";
import { LabelsForm } from "./labels-form.tsx";
import { OfferForm } from "./offer-form.tsx";
import { PartyPanel } from "./party-panel.tsx";
import { ReadingsPanel } from "./readings-panel.tsx";
import { RecallForm } from "./recall-form.tsx";
import { SplitForm } from "./split-form.tsx";
import { hasRole, isAuthority, isCounted, isMaker, isThere } from "./who.ts";

/** What a form is shown with. */
export interface ActionProperties {
  readonly batch: Batch;
  readonly onDone: () => void;
}

interface Offered {
  readonly name: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly isFor: (me: Me, batch: Batch) => boolean;
}

/** Something that can be done with a batch: by a form of its own, or in a view of its own. */
export type BatchAction = Offered &
  ({ readonly form: ComponentType<ActionProperties> } | { readonly view: "lineage" | "statistics" | "transform" });

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
  {
    name: "split",
    title: { en: "Split", zh: "拆分" },
    isFor: (_me, batch) => batch.held && batch.status === "active" && isCounted(batch),
    form: SplitForm,
  },
  {
    name: "transform",
    title: { en: "Make something of it", zh: "投料加工" },
    isFor: (me, batch) => batch.held && batch.status === "active" && hasRole(me, "supplier", "processor"),
    view: "transform",
  },
  {
    name: "consume",
    title: { en: "Sold, used, lost …", zh: "售出、耗用、损耗……" },
    isFor: (_me, batch) => batch.held && isThere(batch) && isCounted(batch),
    form: ConsumeForm,
  },
  {
    name: "hold",
    title: { en: "Put on hold", zh: "暂停流通" },
    isFor: (me, batch) => isThere(batch) && !batch.hold && (batch.held || isAuthority(me)),
    form: HoldForm,
  },
  {
    name: "release",
    title: { en: "Release", zh: "恢复流通" },
    isFor: (me, batch) => Boolean(batch.hold) && (isAuthority(me) || (batch.held && !batch.hold?.official)),
    form: ReleaseForm,
  },
  {
    name: "describe",
    title: { en: "Change the description", zh: "更新说明" },
    isFor: (_me, batch) => batch.held && batch.status === "active" && !batch.withheld,
    form: DescribeForm,
  },
  {
    name: "parties",
    title: { en: "Who may write", zh: "参与方" },
    isFor: (_me, batch) => batch.held && isThere(batch),
    form: PartyPanel,
  },
  { name: "readings", title: { en: "Readings of sensors", zh: "温湿度监测" }, isFor: () => true, form: ReadingsPanel },
  { name: "certificates", title: { en: "Certificates", zh: "证书" }, isFor: () => true, form: CertificatePanel },
  {
    name: "commitment",
    title: { en: "Commitment certificate", zh: "承诺达标合格证" },
    isFor: (_me, batch) => batch.held && isThere(batch),
    form: CommitmentPanel,
  },
  { name: "labels", title: { en: "Labels", zh: "标签" }, isFor: (_me, batch) => isThere(batch), form: LabelsForm },
  { name: "lineage", title: { en: "Lineage", zh: "批次谱系" }, isFor: () => true, view: "lineage" },
  {
    name: "statistics",
    title: { en: "Statistics", zh: "统计" },
    isFor: (me, batch) => batch.held || isMaker(me, batch) || hasRole(me, "regulator"),
    view: "statistics",
  },
  {
    name: "recall",
    title: { en: "Recall", zh: "召回" },
    isFor: (me, batch) => isThere(batch) && (batch.held || isMaker(me, batch) || hasRole(me, "regulator")),
    form: RecallForm,
  },
];
