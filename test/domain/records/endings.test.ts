/** Recalls and the withdrawal, each by itself. */
import { expect, test } from "vitest";
import { CAPACITIES } from "../../../domain/records/capacity.ts";
import { standingRecalls, statusOf, withEnding } from "../../../domain/records/endings.ts";

const NONE = { recalls: 0, withdrawn: false };

test("each side has a recall of its own, and no other lifts it", () => {
  const args = (capacity: (typeof CAPACITIES)[number]) => ({ capacity: CAPACITIES.indexOf(capacity) });
  const all = (["holder", "maker", "authority"] as const).reduce(
    (endings, side) => withEnding(endings, { event: "Recalled", args: args(side) }),
    NONE,
  );
  expect(all.recalls).toBe(7);
  const lifted = withEnding(all, { event: "Lifted", args: { recaller: CAPACITIES.indexOf("maker") } });
  expect(lifted.recalls).toBe(5);
  // Who can recall nothing lifts nothing.
  expect(withEnding(all, { event: "Lifted", args: { recaller: CAPACITIES.indexOf("role") } })).toEqual(all);
});

test("a withdrawal ends all but an order", () => {
  expect(statusOf({ recalls: 0, withdrawn: false })).toBe("active");
  expect(statusOf({ recalls: 3, withdrawn: false })).toBe("recalled");
  expect(statusOf({ recalls: 3, withdrawn: true })).toBe("withdrawn");
  expect(statusOf({ recalls: 4, withdrawn: true })).toBe("recalled");
  expect(withEnding(NONE, { event: "Recorded", args: {} })).toEqual(NONE);
});

test("of recalls that stand each is told by its own line, until it is lifted", () => {
  const line = (event: string, side: (typeof CAPACITIES)[number]) => ({
    event,
    args: { capacity: CAPACITIES.indexOf(side), recaller: CAPACITIES.indexOf(side) },
  });
  const [own, order, lifted] = [line("Recalled", "holder"), line("Recalled", "authority"), line("Lifted", "holder")];
  expect(standingRecalls([own, order])).toEqual([own, order]);
  expect(standingRecalls([own, order, lifted])).toEqual([order]);
  const again = line("Recalled", "holder");
  expect(standingRecalls([own, lifted, again])[0]).toBe(again);
});
