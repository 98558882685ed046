/** What the contract should hold: a plain model of its own, which shares no code with the contract or with the mirror. */
import { INITIAL_KIND_ROLES } from "../../../domain/records/kinds.ts";
import type { EventArguments } from "../../../proof/codec.ts";

/** A batch in the model. */
export interface ModelBatch {
  readonly code: string;
  unit: string;
  /** What it began with, and what was taken out of it since. */
  readonly began: bigint;
  taken: bigint;
  custodian: string;
  offered: string | null;
  seq: number;
  status: "active" | "recalled" | "ordered" | "withdrawn";
  verdict: "pass" | "fail" | null;
  head: string;
}

/** The whole contract in the model. */
export interface Model {
  readonly batches: Map<string, ModelBatch>;
  /** Sets of roles by address: bit n is the role of index n. */
  readonly roles: Map<string, number>;
  readonly ever: Map<string, number>;
  readonly kinds: Map<string, number>;
  paused: boolean;
  lines: number;
}

/** A line that an act should write: its event and the event's values, but for the block's timestamp. */
export interface ExpectedLine {
  readonly event: string;
  readonly batch: ModelBatch;
  readonly args: EventArguments;
}

/** A contract without batches and without anybody who holds a role. */
export function newModel(): Model {
  return {
    batches: new Map(),
    roles: new Map(),
    ever: new Map(),
    kinds: new Map(Object.entries(INITIAL_KIND_ROLES)),
    paused: false,
    lines: 0,
  };
}

/** What is left of a batch. */
export const leftOf = (batch: ModelBatch) => batch.began - batch.taken;

/** The regulator's bit in a set of roles. */
export const REGULATOR = 32;
/** 32 zero bytes: no digest, no root, and the head of a batch without lines. */
export const ZERO = `0x${"0".repeat(64)}`;
