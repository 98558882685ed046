/** The systems outside that this product talks to. */
export const INTEGRATIONS = ["erp", "wechat", "mail", "sms", "evaluator", "storage", "ipfs", "alerts"] as const;
/** A system outside that this product talks to. */
export type IntegrationName = (typeof INTEGRATIONS)[number];

/** Whether calls reach the system (`closed`), are refused here (`open`), or are tried one by one (`half-open`). */
export type CircuitState = "closed" | "half-open" | "open";

/** How the calls of one system stand. */
export interface IntegrationState {
  readonly name: IntegrationName;
  readonly circuit: CircuitState;
  /** Since when calls do not all pass; null while they do. */
  readonly openSince: Date | null;
  /** Calls under way, and calls that wait for their turn. */
  readonly active: number;
  readonly waiting: number;
}

/** One call of a system outside: with however many tries, from the first to the last. */
export interface OutgoingCall {
  readonly integration: IntegrationName;
  /** The port's operation, in its own words: `orders`, `send`. There are few. */
  readonly operation: string;
  readonly at: Date;
  readonly milliseconds: number;
  /** How often it was tried; 0 where it was not let through. */
  readonly attempts: number;
  /**
   * `refused` by an answer as it should be, `failed` for want of one, `rejected` here: the circuit was open, or too many
   * were waiting, or for too long.
   */
  readonly outcome: "succeeded" | "refused" | "failed" | "rejected";
}

/** The systems outside that were set up, seen from here. */
export interface Integrations {
  states(): readonly IntegrationState[];
}
