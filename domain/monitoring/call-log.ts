import type { IntegrationName } from "./integrations.ts";

/** One answered request, or one call to an external system. */
export interface Call {
  /** The system that was called; null for a request to this server. */
  readonly integration: IntegrationName | null;
  /** The route's pattern, or the operation of a call: without identifiers, so that there are few. */
  readonly endpoint: string;
  readonly at: Date;
  readonly milliseconds: number;
  /**
   * `refused` by a rule or for a fault of the caller's, with a proper answer; `failed` with a fault of the one asked or
   * no answer; `rejected` here, before anything was sent.
   */
  readonly outcome: "succeeded" | "refused" | "failed" | "rejected";
}

/** Totals of calls. */
export interface CallStatistics {
  readonly calls: number;
  readonly failed: number;
  /** By a rule, or for a fault of the caller's: none of `failed`. */
  readonly refused: number;
  readonly averageMilliseconds: number;
  readonly maximumMilliseconds: number;
}

/** Totals of one endpoint's calls: one of our routes, or a system's operation. */
export type EndpointCalls = CallStatistics & Pick<Call, "integration" | "endpoint">;

/** The calls of the last day. */
export interface CallLog {
  /** Record a call. It is written with others a moment later, and deleted after a day. */
  record(call: Call): void;
  /** Write what is still buffered. Never throws. */
  flush(): Promise<void>;
  /** By system and endpoint, the most called first. */
  byEndpoint(since: Date): Promise<readonly EndpointCalls[]>;
  /** The requests to this server by hour in UTC, the earliest first; hours without any are left out. */
  byHour(since: Date): Promise<readonly (CallStatistics & { readonly hour: Date })[]>;
}
