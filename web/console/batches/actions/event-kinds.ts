/** What is asked for of each kind of step. */

/** What a step says of trade: its parties, how much, and where. */
export type TradeField = "from" | "to" | "carrier" | "quantity";

/** What a form asks for. */
export interface EventKind {
  /** Among its details, by the names that pages know (`domain/names`). */
  readonly details: readonly string[];
  readonly trade: readonly TradeField[];
}

/** Details that are times of their own. */
export const TIMES: readonly string[] = ["departureTime", "arrivalTime"];

/** By the type of event, in the order of a usual journey. */
export const EVENT_KINDS = {
  harvest: { details: ["field", "variety", "grade", "weather"], trade: [] },
  processing: { details: ["facility", "method", "equipment", "temperature", "duration"], trade: [] },
  packaging: { details: ["facility", "material", "batchSize", "shelfLife"], trade: [] },
  storage: { details: ["facility", "temperature", "humidity", "duration", "conditions"], trade: [] },
  transport: {
    details: ["vehicleId", "departureTime", "arrivalTime", "temperature", "humidity", "conditions"],
    trade: ["carrier", "from", "to", "quantity"],
  },
  sale: { details: ["notes"], trade: ["to", "quantity"] },
  declaration: { details: ["notes"], trade: [] },
} as const satisfies Record<string, EventKind>;

/** A type of event that has a form. */
export type EventType = keyof typeof EVENT_KINDS;
