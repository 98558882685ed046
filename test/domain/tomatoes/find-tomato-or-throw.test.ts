/** A tomato's name is its batch's whole id: half of it is not enough. */
import { expect, test } from "vitest";
import type { Batch } from "../../../domain/batches/batch.ts";
import { tomatoIdOf } from "../../../domain/shared/identifiers.ts";
import { findTomatoOrThrow, tomatoIdSchema } from "../../../domain/tomatoes/find-tomato-or-throw.ts";
import { BATCH_ID, batchOf, servicesOf } from "../../support/made.ts";

const find = (id: string, batch: Batch | undefined, underWay = false) =>
  findTomatoOrThrow(
    servicesOf({ mirror: { batchByTraceId: async () => batch }, outbox: { isCreationUnderWay: async () => underWay } }),
    id,
  );
const ID = tomatoIdOf(BATCH_ID);

test("it is found by that, and by nothing like it", async () => {
  const batch = batchOf();
  expect(ID).toBe(`TOMATO_${"ab".repeat(32)}`);
  expect(await find(ID, batch)).toBe(batch);
  for (const id of [ID.toLowerCase(), ID.replace("ab", "AB"), `${ID}0`, "", `TOMATO_${"ab".repeat(31)}cd`]) {
    await expect(find(id, batch)).rejects.toMatchObject({ code: "not-found", message: "Tomato not found" });
  }
});

test("one that was withdrawn is told to be, and one on its way is waited for", async () => {
  await expect(find(ID, batchOf({ status: "withdrawn" }))).rejects.toMatchObject({
    message: "The tomato was withdrawn",
  });
  await expect(find(ID, undefined, true)).rejects.toMatchObject({ code: "unavailable" });
  await expect(find(ID, undefined)).rejects.toMatchObject({ code: "not-found" });
  // What can be no name is on no way.
  await expect(find("TOMATO_1", undefined, true)).rejects.toMatchObject({ code: "not-found" });
});

test.each([undefined, "", "TOMATO_1", 5])("%j is refused in words", (id) => {
  const message = tomatoIdSchema.safeParse(id).error?.issues[0]?.message;
  expect(message).toBe(
    id === undefined || id === ""
      ? "Tomato ID is required"
      : "Tomato ID must be TOMATO_ and 64 hexadecimal digits in lower case",
  );
});
