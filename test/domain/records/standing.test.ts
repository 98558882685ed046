/** What a reader is told before everything else, from the lines alone. */
import { expect, test } from "vitest";
import { CAPACITIES } from "../../../domain/records/capacity.ts";
import { standingOf } from "../../../domain/records/standing.ts";
import { roleSet } from "../../../domain/shared/roles.ts";

const line = (event: string, args: Record<string, string | number> = {}) => ({ event, args });
const by = (capacity: (typeof CAPACITIES)[number]) => CAPACITIES.indexOf(capacity);
const recalled = (capacity: (typeof CAPACITIES)[number]) => line("Recalled", { capacity: by(capacity) });
const lifted = (recaller: (typeof CAPACITIES)[number]) => line("Lifted", { recaller: by(recaller) });
const inspected = (actor: string, verdict: 1 | 2, role: "inspector" | "regulator" = "inspector") =>
  line("Inspected", { actor, verdict, roles: roleSet(role) });

test.each([
  ["active", [line("Created")]],
  ["recalled", [recalled("holder")]],
  ["active", [recalled("holder"), lifted("holder")]],
  // A recall is lifted by its own side alone.
  ["recalled", [recalled("holder"), recalled("authority"), lifted("holder")]],
  ["recalled", [recalled("maker"), recalled("holder"), lifted("holder")]],
  ["withdrawn", [recalled("holder"), line("Withdrawn")]],
  // An order reaches what was withdrawn.
  ["recalled", [line("Withdrawn"), recalled("authority")]],
] as const)("a batch is %s", (status, lines) => {
  const standing = standingOf(lines);
  expect(standing.status).toBe(status);
  expect(standing.recall === undefined).toBe(status !== "recalled");
});

test("a fail stands, whatever others say of the batch since, until its author or a higher rank passes it", () => {
  const fail = inspected("0xa", 2);
  expect(standingOf([fail, inspected("0xb", 1), line("Recorded")]).fails).toEqual([fail]);
  expect(standingOf([fail, inspected("0xb", 1, "regulator")]).fails).toEqual([]);
  expect(standingOf([fail, inspected("0xa", 1)]).fails).toEqual([]);
});
