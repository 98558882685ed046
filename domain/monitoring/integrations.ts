/** The external systems that this product talks to. */
export const INTEGRATIONS = ["erp", "wechat", "mail", "sms", "evaluator", "storage", "ipfs", "alerts"] as const;
/** An external system that this product talks to. */
export type IntegrationName = (typeof INTEGRATIONS)[number];

/**
 * Whether calls reach the system (`closed`), are refused here (`open`), or are let through one at a time (`half-open`).
 */
export type CircuitState = "closed" | "half-open" | "open";

/** The state of calls to one system. */
export interface IntegrationState {
  readonly name: IntegrationName;
  readonly circuit: CircuitState;
  /** Since when not all calls get through; null while they do. */
  readonly openSince: Date | null;
  /** Calls in flight, and calls that wait for their turn. */
  readonly active: number;
  readonly waiting: number;
}

/** One call to an external system, with all its attempts. */
export interface OutgoingCall {
  readonly integration: IntegrationName;
  /** The port's operation, in its own words: `orders`, `send`. There are few. */
  readonly operation: string;
  readonly at: Date;
  readonly milliseconds: number;
  /** Number of attempts; 0 where it was not let through. */
  readonly attempts: number;
  /**
   * `refused` by a proper answer, `failed` without one, `rejected` here: the circuit was open, or too many calls were
   * waiting, or for too long.
   */
  readonly outcome: "succeeded" | "refused" | "failed" | "rejected";
}

/** The configured external systems, as seen from here. */
export interface Integrations {
  states(): readonly IntegrationState[];
}
