import type { NewMessage } from "../messages/outgoing-messages.ts";
import type { IntegrityCheck } from "./integrity.ts";

/** The kinds of problem. */
export const ALERT_KINDS = [
  "chain-unreachable",
  "indexer-lag",
  "operation-stuck",
  "circuit-open",
  "head-mismatch",
  "mirror-mismatch",
  "erasure-overdue",
  "relayer-balance",
] as const;
/** The kinds of problem. */
export type AlertKind = (typeof ALERT_KINDS)[number];

/** In Chinese and in English. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Facts about a problem, as JSON: for people and for programs. */
export type AlertDetails = Readonly<Record<string, unknown>>;

/** Alerts to operators about what is wrong. */
export interface Problem {
  /** Whether it can wait for the morning. */
  readonly severity: "warning" | "critical";
  readonly title: Words;
  readonly details: AlertDetails;
}

/** A problem's identity: its kind, and which of several things it concerns; empty where there is only one. */
export interface AlertKey {
  readonly kind: AlertKind;
  readonly subject: string;
}

/** A problem over time. */
export interface Alert extends AlertKey, Problem {
  /** Of this occurrence: the next one has another. */
  readonly id: string;
  /** `suspected` until it has lasted long enough to be reported. */
  readonly state: "suspected" | "active";
  /** When it was first seen. */
  readonly since: Date;
  /** When it was last reported; null while it is suspected. */
  readonly toldAt: Date | null;
}

/** What is reported: that a problem begins, still lasts, or is over. */
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
  /** Number of previous attempts. */
  readonly attempts: number;
}

/** The result of an observation. */
export interface AlertChanges {
  /** Alerts that are new or have changed. */
  readonly put: readonly Alert[];
  readonly removed: readonly AlertKey[];
  /** For the webhook, in order. A repetition is left out while an earlier notice of its alert still waits. */
  readonly notices: readonly (Pick<Notice, "id" | "alertId" | "state"> & { readonly body: string })[];
  /** Mails. */
  readonly messages: readonly NewMessage[];
  /** Where the next sample of batches begins; undefined to leave it as it is. */
  readonly position: string | undefined;
  /** What was found of the mirror, to be added to its day. */
  readonly check?: IntegrityCheck | undefined;
}

/** Durable state of alerting, and which process does it: one at a time. */
export interface AlertLog {
  /** Acquire or renew the lease until a given time. False while another process has it. */
  hold(holder: string, now: Date, until: Date): Promise<boolean>;
  /** Release the lease. */
  release(holder: string): Promise<void>;
  /** All alerts, and where the next sample of batches begins. */
  read(): Promise<{ readonly alerts: readonly Alert[]; readonly position: string }>;
  /** Write all changes or none: false if another process has the lease. */
  commit(holder: string, changes: AlertChanges): Promise<boolean>;
  /** Alerts that were reported and are not over. */
  active(): Promise<readonly Alert[]>;
  /** The oldest notice; undefined if there is none, or it is not due yet. */
  nextNotice(now: Date): Promise<QueuedNotice | undefined>;
  /** Delete a delivered notice. */
  delivered(number: number): Promise<void>;
  /** Retry a notice, not before a given time. Those after it wait too. */
  postpone(number: number, until: Date): Promise<void>;
  waitingNotices(): Promise<number>;
}

/** Delivers notices. Throws if one was not accepted. */
export type DeliverNotice = (body: string, signal?: AbortSignal) => Promise<void>;
