/** One request that was answered. */
export interface Call {
  /** The route's pattern: no identifiers, so that there are few. */
  readonly endpoint: string;
  readonly at: Date;
  readonly milliseconds: number;
  /** `refused` by a rule, with an answer as it should be; `failed` with an HTTP error. */
  readonly outcome: "succeeded" | "refused" | "failed";
}

/** What calls come to. */
export interface CallStatistics {
  readonly calls: number;
  readonly failed: number;
  readonly averageMilliseconds: number;
  readonly maximumMilliseconds: number;
}

/** The calls of the last day. */
export interface Calls {
  /** Keep a call. It is written with others a moment later, and forgotten after a day. */
  record(call: Call): void;
  /** Write what is still waiting to be. Never throws. */
  flush(): Promise<void>;
  /** By endpoint, the most called first. */
  byEndpoint(since: Date): Promise<readonly (CallStatistics & { readonly endpoint: string })[]>;
  /** By hour in UTC, the earliest first; hours without calls are left out. */
  byHour(since: Date): Promise<readonly (CallStatistics & { readonly hour: Date })[]>;
}
