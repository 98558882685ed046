/**
 * The types of events in the API, and their kinds of step on chain. A type is echoed as given; its kind decides who may
 * write it.
 */
import type { Kind } from "../records/kinds.ts";
import { LINE_STAGES } from "./line-stages.ts";

interface EventType {
  readonly kind: Kind;
  /** Its stage in the shopper's journey. */
  readonly stage: string;
  /** A label for timelines. */
  readonly done: string;
}

const TYPES = {
  harvest: { kind: "harvest", stage: "Farm", done: "Harvested" },
  processing: { kind: "processing", stage: "Processing", done: "Processed" },
  cleaning: { kind: "processing", stage: "Processing", done: "Cleaned" },
  washing: { kind: "processing", stage: "Processing", done: "Washed" },
  packaging: { kind: "packaging", stage: "Packaging", done: "Packaged" },
  storage: { kind: "storage", stage: "Storage", done: "Stored" },
  logistics: { kind: "transport", stage: "Distribution", done: "Shipped" },
  transport: { kind: "transport", stage: "Distribution", done: "Shipped" },
  distribution: { kind: "transport", stage: "Distribution", done: "Distributed" },
  inspection: { kind: "inspection", stage: "Quality", done: "Inspected" },
  "quality-test": { kind: "inspection", stage: "Quality", done: "Tested" },
  test: { kind: "inspection", stage: "Quality", done: "Tested" },
  evaluation: { kind: "evaluation", stage: "Quality", done: "Evaluated" },
  certification: { kind: "certificate", stage: "Certification", done: "Certified" },
  certificate: { kind: "certificate", stage: "Certification", done: "Certified" },
  retail: { kind: "sale", stage: "Retail", done: "Sold" },
  sale: { kind: "sale", stage: "Retail", done: "Sold" },
  declaration: { kind: "declaration", stage: "Certification", done: "Declared" },
  telemetry: { kind: "telemetry", stage: "Monitoring", done: "Measured" },
} satisfies Record<string, EventType>;

/** The types that `kindOfType` knows. */
export const EVENT_TYPES = Object.keys(TYPES) as readonly (keyof typeof TYPES)[];

/** The kind of step for a type of event; undefined for an unknown type. */
export function kindOfType(type: string): Kind | undefined {
  return lookUp(type)?.kind;
}

/** The stage of a journey for a type, or for a kind if the type is unknown: wallets may write others. */
export function stageOf(type: string, kind: string): string {
  return lookUp(type)?.stage ?? lookUp(kind)?.stage ?? LINE_STAGES[kind]?.stage ?? capitalised(type);
}

/** The label of a type or a kind. */
export function doneOf(type: string, kind: string): string {
  return lookUp(type)?.done ?? lookUp(kind)?.done ?? LINE_STAGES[kind]?.done ?? capitalised(type);
}

function lookUp(type: string): EventType | undefined {
  return Object.hasOwn(TYPES, type) ? TYPES[type as keyof typeof TYPES] : undefined;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
