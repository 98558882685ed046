/** In which capacity somebody writes, row by row in the contract's order. */
import { expect, test } from "vitest";
import { builtInRoles } from "../../../domain/records/kinds.ts";
import { capacityFor, rolesToAmend } from "../../../domain/roles/capacity.ts";
import { HOLDER, type Role, roleSet } from "../../../domain/shared/roles.ts";

const STRANGER = { isHolder: false, isParty: false };
const HOLDS = { isHolder: true, isParty: false };
const ADMITTED = { isHolder: false, isParty: true };
const [OPEN, NAMED] = [true, false];

const roles = (held: readonly Role[]) => roleSet(...held);

test.each([
  // A regulator is an authority everywhere, for all that anybody may write.
  [["regulator"], "harvest", NAMED, STRANGER, "authority"],
  [["regulator"], "inspection", NAMED, HOLDS, "authority"],
  [["regulator"], "declaration", NAMED, STRANGER, "authority"],
  [["regulator", "producer"], "harvest", OPEN, HOLDS, "authority"],
  // An inspector is one for what inspectors and regulators alone may write.
  [["inspector"], "inspection", NAMED, STRANGER, "authority"],
  [["inspector"], "evaluation", NAMED, STRANGER, "authority"],
  [["inspector"], "certificate", NAMED, HOLDS, "authority"],
  [["inspector"], "harvest", OPEN, STRANGER, null],
  // A role is enough on an open batch, for its holder too.
  [["carrier"], "transport", OPEN, STRANGER, "role"],
  [["carrier"], "transport", OPEN, HOLDS, "role"],
  [["carrier"], "harvest", OPEN, ADMITTED, null],
  // The holder writes all but what authorities alone may, also without a role.
  [[], "transport", NAMED, HOLDS, "holder"],
  [[], "transport", OPEN, HOLDS, "holder"],
  [[], "declaration", NAMED, HOLDS, "holder"],
  [["carrier"], "transport", NAMED, HOLDS, "holder"],
  [["producer"], "inspection", NAMED, HOLDS, null],
  [["producer"], "evaluation", OPEN, HOLDS, null],
  [["producer"], "certificate", NAMED, HOLDS, null],
  // A party writes kinds of its own roles.
  [["carrier"], "transport", NAMED, ADMITTED, "party"],
  [["carrier"], "processing", NAMED, ADMITTED, null],
  [[], "transport", NAMED, ADMITTED, null],
  [["producer"], "declaration", NAMED, ADMITTED, null],
  // Both: who acts for the custodian is its holder.
  [["carrier"], "transport", NAMED, { isHolder: true, isParty: true }, "holder"],
  // Nobody else on a named batch.
  [["carrier"], "transport", NAMED, STRANGER, null],
  [["producer"], "harvest", NAMED, STRANGER, null],
] as const)("with %j a %s (open: %s, %j) is written as %s", (held, kind, isOpen, relation, capacity) => {
  expect(capacityFor(roles(held), builtInRoles(kind), isOpen, relation)).toBe(capacity);
});

test("a kind that nobody may write is nobody's, and a set that was changed on chain decides anew", () => {
  expect(capacityFor(roles(["regulator"]), 0, OPEN, HOLDS)).toBeNull();
  // With a role beside them, a kind is no longer for authorities alone.
  const certificate = roleSet("inspector", "regulator", "producer");
  expect(capacityFor(roles(["inspector"]), certificate, NAMED, STRANGER)).toBeNull();
  expect(capacityFor(0, certificate, NAMED, HOLDS)).toBe("holder");
  expect(capacityFor(roles(["producer"]), certificate | HOLDER, NAMED, ADMITTED)).toBe("party");
});

test("whoever may write anything on a batch may amend there what is its own", () => {
  const of = (held: readonly Role[], open: boolean, relation: typeof STRANGER) =>
    capacityFor(roles(held), rolesToAmend(roles(held)), open, relation);
  expect(of(["inspector"], NAMED, STRANGER)).toBe("authority");
  expect(of(["carrier"], NAMED, ADMITTED)).toBe("party");
  expect(of(["carrier"], OPEN, STRANGER)).toBe("role");
  expect(of([], NAMED, HOLDS)).toBe("holder");
  expect(of(["carrier"], NAMED, STRANGER)).toBe(null);
  expect(of([], NAMED, ADMITTED)).toBe(null);
});
