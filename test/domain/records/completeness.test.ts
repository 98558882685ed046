import { expect, test } from "vitest";
import { CAPACITIES } from "../../../domain/records/capacity.ts";
import { completenessOf } from "../../../domain/records/completeness.ts";
import { lineOf } from "../../support/made.ts";

const by = (capacity: (typeof CAPACITIES)[number]) => ({ args: { capacity: CAPACITIES.indexOf(capacity) } });

test("a journey of which all is shown is verified, and of which some is not incomplete", () => {
  expect(completenessOf([lineOf(1), lineOf(2)], 0)).toEqual({ verdict: "verified", notShown: 0 });
  expect(completenessOf([lineOf(1)], 1)).toEqual({ verdict: "incomplete", notShown: 1 });
  for (const visibility of ["restricted", "erased", "missing"] as const) {
    const lines = [lineOf(1), lineOf(2, { visibility, document: null, ...by("holder") })];
    expect(completenessOf(lines, 0)).toEqual({ verdict: "incomplete", notShown: 1 });
  }
});

test("what somebody with a role says, and nobody can read, counts for nothing", () => {
  const lines = [lineOf(1), lineOf(2, { visibility: "missing", document: null, ...by("role") })];
  expect(completenessOf(lines, 0).verdict).toBe("verified");
});

test("a document of another batch or act fails it", () => {
  const lines = [lineOf(1), lineOf(2, { contradicts: true, document: null })];
  expect(completenessOf(lines, 0).verdict).toBe("failed");
});
