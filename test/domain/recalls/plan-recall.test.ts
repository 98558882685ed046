/** In which capacity a batch is marked, as the contract would have it. */
import { expect, test } from "vitest";
import { markingOf, type Standing } from "../../../domain/recalls/plan-recall.ts";
import { addressOf } from "../../support/made.ts";

const [own, wallet, other, maker] = ["a1", "a2", "b1", "c1"].map(addressOf) as [never, never, never, never];
const standing = (change: Partial<Standing> = {}): Standing => ({
  regulator: null,
  addresses: [own, wallet],
  actingFor: new Map(),
  ...change,
});

test.each([
  ["who holds it", { custodian: own, status: "active" }, maker, standing(), { marking: "holder", actor: own }],
  ["its other address", { custodian: wallet, status: "active" }, own, standing(), { marking: "holder", actor: wallet }],
  ["who made it", { custodian: other, status: "active" }, own, standing(), { marking: "maker", actor: own }],
  [
    "an agent",
    { custodian: other, status: "active" },
    maker,
    standing({ actingFor: new Map([[other, own]]) }),
    { marking: "holder", actor: own },
  ],
  [
    "a maker who is an agent",
    { custodian: other, status: "active" },
    own,
    standing({ actingFor: new Map([[other, own]]) }),
    { marking: "maker", actor: own },
  ],
  ["nobody", { custodian: other, status: "active" }, maker, standing(), { marking: "notice", actor: null }],
  [
    "nobody, of what was withdrawn",
    { custodian: own, status: "withdrawn" },
    own,
    standing(),
    { marking: "notice", actor: null },
  ],
  [
    "a regulator, of what was withdrawn too",
    { custodian: other, status: "withdrawn" },
    maker,
    standing({ regulator: own }),
    { marking: "order", actor: own },
  ],
] as const)("is marked by %s", (_, node, by, as, marking) => {
  expect(markingOf(node, by, as)).toEqual(marking);
});
