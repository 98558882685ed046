import { HOLDER, type RoleSet, roleSet } from "../shared/roles.ts";

/**
 * The kinds of step, and who may write each unless the contract's default admin said otherwise
 * (contracts/types/Kind.sol, `builtInRoles`).
 */
const TABLE = {
  creation: roleSet("producer", "processor"),
  harvest: roleSet("producer"),
  processing: roleSet("producer", "processor"),
  packaging: roleSet("producer", "processor"),
  storage: roleSet("producer", "processor", "carrier", "retailer"),
  transport: roleSet("carrier"),
  telemetry: roleSet("producer", "processor", "carrier"),
  evaluation: roleSet("inspector"),
  inspection: roleSet("inspector", "regulator"),
  certificate: roleSet("inspector", "regulator"),
  sale: roleSet("retailer"),
  declaration: HOLDER,
  commitment: roleSet("producer", "processor", "retailer"),
  erasure: roleSet("inspector", "regulator"),
  hold: HOLDER,
  "hold-released": HOLDER,
  "official-hold": roleSet("inspector", "regulator"),
  "official-hold-released": roleSet("inspector", "regulator"),
} satisfies Record<string, RoleSet>;

/** A kind of step that this version knows. The chain may carry others, set by the contract's admin. */
export type Kind = keyof typeof TABLE;

/** All kinds known to this version. */
export const KINDS = Object.keys(TABLE) as readonly Kind[];

/** Who may write which kind unless it was set otherwise; 0 for an unknown one. */
export function builtInRoles(kind: string): RoleSet {
  return Object.hasOwn(TABLE, kind) ? TABLE[kind as Kind] : 0;
}

/** A line's kind in its record document: its own, or `amendment`. */
export type DocumentKind = string;

/** The document kind of a line that amends another. */
export const AMENDMENT: DocumentKind = "amendment";

/**
 * The kind of each contract event's lines; null where the line itself carries it. A batch may begin in three ways, all
 * of which count as its creation.
 */
export const KIND_OF_EVENT = {
  Created: "creation",
  SplitOff: "creation",
  Produced: "creation",
  Recorded: null,
  SeriesRecorded: null,
  Anchored: "telemetry",
  Inspected: "inspection",
  Amended: AMENDMENT,
  Recalled: "recall",
  Lifted: "recall-lifted",
  Withdrawn: "withdrawal",
  Consumed: "consumption",
  OpenSet: "opening",
  CustodyOffered: "custody-offer",
  CustodyAccepted: "custody-transfer",
  CustodyRefused: "custody-refusal",
  OfferCancelled: "custody-cancellation",
  Split: "split",
  Transformed: "transformation",
} as const satisfies Record<string, DocumentKind | null>;

/** An event that writes a line. */
export type LineEvent = keyof typeof KIND_OF_EVENT;

/** All events that write lines. */
export const LINE_EVENTS = Object.keys(KIND_OF_EVENT) as readonly LineEvent[];

const BEGINNINGS: ReadonlySet<string> = new Set<LineEvent>(["Created", "SplitOff", "Produced"]);

/** Whether a batch begins with this event: created, split off another, or made of others. */
export function isBeginning(event: string): boolean {
  return BEGINNINGS.has(event);
}

const WRITTEN_BY_ROLE: ReadonlySet<string> = new Set<LineEvent>([
  "Created",
  "Produced",
  "Recorded",
  "SeriesRecorded",
  "Anchored",
  "Inspected",
]);

/** Whether an event's lines take a role for their kind; all others depend on custody or a recall. */
export function isWrittenByRole(event: string): boolean {
  return WRITTEN_BY_ROLE.has(event);
}

/** Whether an event of the contract writes a line. */
export function isLineEvent(event: string): event is LineEvent {
  return Object.hasOwn(KIND_OF_EVENT, event);
}
