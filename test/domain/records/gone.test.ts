/** What became of a batch: from its lines alone, each amount by its fate, and nothing that appears from nowhere. */
import { expect, test } from "vitest";
import { amountsAfter, amountsOfLines } from "../../../domain/records/gone.ts";

const line = (event: string, args: Record<string, string | number>) => ({ event, args });
const CREATED = line("Created", { quantity: "1000" });

test("what is made is what remains and what became of the rest", () => {
  const lines = [
    CREATED,
    line("Split", { quantity: "900" }),
    line("Recorded", {}),
    line("Consumed", { used: "50", quantity: "850", reason: 0 }),
    line("CustodyAccepted", { quantity: "850" }),
    line("Consumed", { used: "1", quantity: "849", reason: 4 }),
    line("Transformed", { used: "9", quantity: "840" }),
    line("Consumed", { used: "40", quantity: "800", reason: 2 }),
  ];
  const told = amountsOfLines(lines);
  expect(told).toEqual({
    made: "1000",
    quantity: "800",
    gone: { taken: "109", sold: "50", lost: "40", sampled: "1" },
  });
});

test("the same amounts are the same text, in whichever order they went", () => {
  const sold = line("Consumed", { quantity: "990", reason: 0 });
  const used = line("Consumed", { quantity: "980", reason: 1 });
  const [one, other] = [
    amountsOfLines([CREATED, sold, used]),
    amountsOfLines([
      CREATED,
      { ...used, args: { ...used.args, quantity: "990" } },
      { ...sold, args: { ...sold.args, quantity: "980" } },
    ]),
  ];
  expect(JSON.stringify(one)).toBe(JSON.stringify(other));
});

test("nothing is known without its first line, and no reason is made up", () => {
  expect(amountsOfLines([])).toBeUndefined();
  expect(amountsOfLines([line("Split", { quantity: "1" })])).toBeUndefined();
  expect(() => amountsAfter({ quantity: "2", gone: {} }, line("Consumed", { quantity: "1", reason: 5 }))).toThrow(
    RangeError,
  );
});
