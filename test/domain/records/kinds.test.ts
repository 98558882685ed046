/** The contract's events, by what they do to the right to write them. */
import { expect, test } from "vitest";
import {
  builtInRoles,
  isBeginning,
  isLineEvent,
  isWrittenByRole,
  KIND_OF_EVENT,
  KINDS,
  LINE_EVENTS,
} from "../../../domain/records/kinds.ts";
import { traceAbi } from "../../../proof/abi.ts";

const events = (traceAbi as readonly { type: string; name?: string; inputs?: readonly { name: string }[] }[]).filter(
  ({ type }) => type === "event",
);

test("those that write a line are the contract's that number one in a batch", () => {
  const numbered = events.filter(({ inputs }) => inputs?.some(({ name }) => name === "seq")).map(({ name }) => name);
  expect([...LINE_EVENTS].sort()).toEqual(numbered.sort());
  for (const name of ["RoleGranted", "KindSet", "toString", "constructor"]) expect(isLineEvent(name)).toBe(false);
});

test("batches begin in three ways; of those, splitting takes no role", () => {
  expect(LINE_EVENTS.filter(isBeginning)).toEqual(["Created", "SplitOff", "Produced"]);
  expect(LINE_EVENTS.filter(isWrittenByRole)).toEqual([
    "Created",
    "Produced",
    "Recorded",
    "SeriesRecorded",
    "Anchored",
    "Inspected",
  ]);
});

test("whatever is written by a role has a kind that some role may write", () => {
  for (const kind of KINDS) expect([kind, builtInRoles(kind) > 0]).toEqual([kind, true]);
  for (const event of LINE_EVENTS.filter(isWrittenByRole)) {
    const kind = KIND_OF_EVENT[event];
    if (kind !== null) expect(KINDS).toContain(kind);
  }
});
