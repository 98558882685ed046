/** A batch's description, for those who may see it; its lines are in access-policy.test.ts. */
import { expect, test } from "vitest";
import { batchFor, linesFor } from "../../../domain/batches/redaction.ts";
import { PUBLIC, type Reader } from "../../../domain/roles/access-policy.ts";
import { accountOf, addressOf, batchOf, lineOf } from "../../support/made.ts";

const reader = (digits: string): Reader => ({ account: accountOf({ address: addressOf(digits) }), roles: 0 });
const restricted = batchOf({ visibility: "restricted", custodian: addressOf("b0") });

test("a restricted description is for who wrote it and who holds the batch", () => {
  for (const digits of ["a7", "b0"]) expect(batchFor(reader(digits), restricted)).toBe(restricted);
  for (const who of [PUBLIC, reader("c0")])
    expect(batchFor(who, restricted)).toEqual({ ...restricted, description: null });
  const open = batchOf();
  expect(batchFor(PUBLIC, open)).toBe(open);
});

test("without its document a line is whole otherwise, and those that are public stay as they are", () => {
  const lines = [lineOf(1), lineOf(2, { visibility: "restricted" })];
  expect(linesFor(PUBLIC, restricted, lines)).toEqual([lines[0], { ...lines[1], document: null }]);
});
