/** A shopper's word, once a day: the same again is a retry, another is refused. */
import { expect, test } from "vitest";
import { leaveFeedback } from "../../../domain/scans/leave-feedback.ts";
import { BATCH_ID, batchOf, NOW, servicesOf } from "../../support/made.ts";

const CLIENT = { address: "192.0.2.1", userAgent: "a phone" };

function started() {
  let kept: { rating: number; text: string } | undefined;
  return servicesOf<Parameters<typeof leaveFeedback>[0]>({
    now: () => NOW,
    mirror: { batchByCode: async () => batchOf() },
    // Not the name that looks have: what is said is not tied to where it was looked from.
    visitors: { nameOf: async (_: Date, subject: string) => subject },
    feedback: { leave: async (feedback: NonNullable<typeof kept>) => (kept ??= feedback) },
  });
}

test("it is kept under a name of its own, and the same again gives the same", async () => {
  const services = started();
  const first = await leaveFeedback(services, "AP-1", CLIENT, { rating: 4, text: " Good " });
  expect(first).toMatchObject({
    batchId: BATCH_ID,
    rating: 4,
    text: "Good",
    visitor: `feedback ${BATCH_ID}`,
    createdAt: NOW,
  });
  expect(await leaveFeedback(services, "AP-1", CLIENT, { rating: 4, text: "Good" })).toBe(first);
  for (const other of [{ rating: 5, text: "Good" }, { rating: 4, text: "Bad" }, { rating: 4 }]) {
    await expect(leaveFeedback(services, "AP-1", CLIENT, other)).rejects.toMatchObject({ code: "conflict" });
  }
});

test.each([{}, { rating: 0 }, { rating: 6 }, { rating: 4.5 }, { rating: "4" }, { rating: 4, text: "x".repeat(1_001) }])(
  "%j is refused",
  async (input) => {
    await expect(leaveFeedback(started(), "AP-1", CLIENT, input)).rejects.toMatchObject({ code: "validation" });
  },
);
