import type { IntegrationName } from "./integrations.ts";

/** One request that was answered, or one call of a system outside. */
export interface Call {
  /** The system that was called; null for a request to this server. */
  readonly integration: IntegrationName | null;
  /** The route's pattern, or the operation of a call: no identifiers, so that there are few. */
  readonly endpoint: string;
  readonly at: Date;
  readonly milliseconds: number;
  /**
   * `refused` by a rule, with an answer as it should be; `failed` with an HTTP error, or for want of an answer;
   * `rejected` here, before anything was sent.
   */
  readonly outcome: "succeeded" | "refused" | "failed" | "rejected";
}

/** What calls come to. */
export interface CallStatistics {
  readonly calls: number;
  readonly failed: number;
  readonly averageMilliseconds: number;
  readonly maximumMilliseconds: number;
}

/** What the calls of one endpoint come to: a route of ours, or a system's operation. */
export type EndpointCalls = CallStatistics & Pick<Call, "integration" | "endpoint">;

/** The calls of the last day. */
export interface CallLog {
  /** Keep a call. It is written with others a moment later, and forgotten after a day. */
  record(call: Call): void;
  /** Write what is still waiting to be. Never throws. */
  flush(): Promise<void>;
  /** By system and endpoint, the most called first. */
  byEndpoint(since: Date): Promise<readonly EndpointCalls[]>;
  /** The requests to this server by hour in UTC, the earliest first; hours without any are left out. */
  byHour(since: Date): Promise<readonly (CallStatistics & { readonly hour: Date })[]>;
}
