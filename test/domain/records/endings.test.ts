/** Recalls and the withdrawal, each by itself. */
import { expect, test } from "vitest";
import { CAPACITIES } from "../../../domain/records/capacity.ts";
import { statusOf, withEnding } from "../../../domain/records/endings.ts";

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
