/**
 * The types of events in the API, and their kinds of step on chain. A type is told again as it was told, in whatever
 * language; its kind decides who may write it. A type that is not known is a step of processing: whoever holds the batch, or
 * processes it, may tell it.
 */
import { KINDS, type Kind } from "../records/kinds.ts";
import { LINE_STAGES } from "./line-stages.ts";
import { TYPE_WORDS } from "./type-words.ts";

interface EventType {
  readonly kind: Kind;
  /** Its stage in the shopper's journey. */
  readonly stage: string;
  /** A label for timelines. */
  readonly done: string;
}

const TYPES = {
  harvest: { kind: "harvest", stage: "Farm", done: "Harvested" },
  planting: { kind: "processing", stage: "Farm", done: "Planted" },
  fertilizing: { kind: "processing", stage: "Farm", done: "Fertilized" },
  irrigation: { kind: "processing", stage: "Farm", done: "Irrigated" },
  "plant-protection": { kind: "processing", stage: "Farm", done: "Protected" },
  breeding: { kind: "processing", stage: "Farm", done: "Raised" },
  processing: { kind: "processing", stage: "Processing", done: "Processed" },
  cleaning: { kind: "processing", stage: "Processing", done: "Cleaned" },
  washing: { kind: "processing", stage: "Processing", done: "Washed" },
  sorting: { kind: "processing", stage: "Processing", done: "Sorted" },
  packaging: { kind: "packaging", stage: "Packaging", done: "Packaged" },
  storage: { kind: "storage", stage: "Storage", done: "Stored" },
  logistics: { kind: "transport", stage: "Distribution", done: "Shipped" },
  transport: { kind: "transport", stage: "Distribution", done: "Shipped" },
  distribution: { kind: "transport", stage: "Distribution", done: "Distributed" },
  shipping: { kind: "transport", stage: "Distribution", done: "Shipped" },
  delivery: { kind: "transport", stage: "Distribution", done: "Delivered" },
  inspection: { kind: "inspection", stage: "Quality", done: "Inspected" },
  quality: { kind: "inspection", stage: "Quality", done: "Tested" },
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

/** The types that `kindOfType` knows by their own names. */
export const EVENT_TYPES = Object.keys(TYPES) as readonly (keyof typeof TYPES)[];

/** What a type is called here, whatever the word for it; the word itself where it is not known. */
export function typeOfWord(word: string): string {
  const plain = word
    .trim()
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  return Object.hasOwn(TYPE_WORDS, plain) ? (TYPE_WORDS[plain] as string) : plain;
}

/** The kind of step for a type of event; undefined for an unknown type. */
export function kindOfType(type: string): Kind | undefined {
  return lookUp(type)?.kind;
}

/** Whether a word names a kind of line that has rules of its own, and is no type of event. */
export function isReserved(type: string): boolean {
  return (KINDS as readonly string[]).includes(typeOfWord(type)) && kindOfType(type) === undefined;
}

/** The kind of step that an event of any type is written as. */
export function kindForType(type: string): Kind {
  return kindOfType(type) ?? "processing";
}

/** The stage of a journey for a type, or for a kind if the type is unknown: wallets may write others. */
export function stageOf(type: string, kind: string): string {
  return lookUp(type)?.stage ?? lookUp(kind)?.stage ?? LINE_STAGES[kind]?.stage ?? capitalised(type);
}

/** The label of a type or a kind. What is known by its kind alone is told by its own word. */
export function doneOf(type: string, kind: string): string {
  return lookUp(type)?.done ?? LINE_STAGES[kind]?.done ?? capitalised(type || kind);
}

function lookUp(type: string): EventType | undefined {
  const known = typeOfWord(type);
  return Object.hasOwn(TYPES, known) ? TYPES[known as keyof typeof TYPES] : undefined;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
