/**
 * Public identifiers of batches and steps. They are derived from the batch's id and the line's number in the batch, so
 * that a mirror rebuilt from the chain has the same ones.
 */
import type { Hex } from "./hex.ts";

/** The public identifier of a batch: 128 bits of its id, too many to collide with or forge. */
export function traceIdOf(batchId: Hex): string {
  return `trace-${batchId.slice(2, 34)}`;
}

/** The prefix of the id of the batch with this public identifier; undefined if it is malformed. */
export function batchIdPrefix(traceId: string): Hex | undefined {
  const digits = /^trace-([0-9a-f]{32})$/.exec(traceId)?.[1];
  return digits === undefined ? undefined : `0x${digits}`;
}

/**
 * The public identifier of a line of a batch, such as `event-…-4` or `proc-…-4`; of a step of a series with which it is,
 * counted from 0: `event-…-4.0`.
 */
export function lineIdOf(prefix: string, batchId: Hex, seq: number, index?: number): string {
  return `${prefix}-${batchId.slice(2, 34)}-${seq}${index === undefined ? "" : `.${index}`}`;
}

/** The public identifier of an account. */
export function userIdOf(accountId: number): string {
  return `user-${accountId}`;
}

/** The account that a public identifier names; undefined if it is none. */
export function userNumberOf(userId: string): number | undefined {
  const number = /^user-([1-9]\d{0,14})$/.exec(userId)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** A batch's name in the tomato document: its whole id. */
export function tomatoIdOf(batchId: Hex): string {
  return `TOMATO_${batchId.slice(2)}`;
}

/** The batch that such a name means; undefined for any other text. */
export function batchIdOfTomato(text: string): Hex | undefined {
  const digits = /^TOMATO_([0-9a-f]{64})$/.exec(text)?.[1];
  return digits === undefined ? undefined : `0x${digits}`;
}
