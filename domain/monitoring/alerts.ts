import type { NewMessage } from "../messages/outgoing-messages.ts";

/** What can be wrong. */
export const ALERT_KINDS = [
  "chain-unreachable",
  "indexer-lag",
  "operation-stuck",
  "circuit-open",
  "head-mismatch",
  "relayer-balance",
] as const;
/** What can be wrong. */
export type AlertKind = (typeof ALERT_KINDS)[number];

/** In Chinese and in English. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Facts about a problem, as JSON: for people and for programs. */
export type AlertDetails = Readonly<Record<string, unknown>>;

/** What is wrong, told to somebody who can do something about it. */
export interface Problem {
  /** Whether it can wait for the morning. */
  readonly severity: "warning" | "critical";
  readonly title: Words;
  readonly details: AlertDetails;
}

/** What one problem is of: its kind, and which of several things of that kind; empty where there is only one. */
export interface AlertKey {
  readonly kind: AlertKind;
  readonly subject: string;
}

/** A problem over time. */
export interface Alert extends AlertKey, Problem {
  /** Of this time: the next time it has another. */
  readonly id: string;
  /** `suspected` until it has lasted long enough to be told. */
  readonly state: "suspected" | "active";
  /** When it was first seen. */
  readonly since: Date;
  /** When it was last told; null while it is suspected. */
  readonly toldAt: Date | null;
}

/** What is told: that a problem begins, that it still lasts, that it is over. */
export interface Notice extends AlertKey, Problem {
  readonly id: string;
  /** The alert's. */
  readonly alertId: string;
  readonly state: "begun" | "still" | "over";
  /** When the problem was first seen, and when this was noticed. */
  readonly since: Date;
  readonly at: Date;
}

/** A notice on its way to the webhook: JSON, as it will be sent. */
export interface QueuedNotice {
  readonly number: number;
  readonly body: string;
  /** How often it was tried before. */
  readonly attempts: number;
}

/** What a look at the product led to. */
export interface AlertChanges {
  /** Alerts that are new, or stand otherwise now. */
  readonly put: readonly Alert[];
  readonly removed: readonly AlertKey[];
  /** For the webhook, in order. A repetition is left out while something of its alert still waits. */
  readonly notices: readonly (Pick<Notice, "id" | "alertId" | "state"> & { readonly body: string })[];
  /** For people. */
  readonly messages: readonly NewMessage[];
  /** Where the next sample of batches begins; undefined to leave it as it is. */
  readonly position: string | undefined;
}

/** The durable memory of whoever watches, and who does: one process at a time. */
export interface AlertLog {
  /** Take the watch, or keep it, until a time. False while another process has it. */
  hold(holder: string, now: Date, until: Date): Promise<boolean>;
  /** Give the watch up. */
  release(holder: string): Promise<void>;
  /** All alerts, and where the next sample of batches begins. */
  read(): Promise<{ readonly alerts: readonly Alert[]; readonly position: string }>;
  /** Write all changes down, or none: false if another process has the watch. */
  commit(holder: string, changes: AlertChanges): Promise<boolean>;
  /** Alerts that were told and are not over. */
  active(): Promise<readonly Alert[]>;
  /** The oldest notice; undefined if there is none, or it is not to be tried yet. */
  nextNotice(now: Date): Promise<QueuedNotice | undefined>;
  /** Forget a notice that was delivered. */
  delivered(number: number): Promise<void>;
  /** Try a notice again, not before a time. Those after it wait too. */
  postpone(number: number, until: Date): Promise<void>;
  waitingNotices(): Promise<number>;
}

/** Brings notices to whoever is to know. Throws if it was not taken. */
export type DeliverNotice = (body: string, signal?: AbortSignal) => Promise<void>;
