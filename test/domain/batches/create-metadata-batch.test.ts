/** Metadata that is no metadata, or too much of it, and who may bring any. */
import { expect, test } from "vitest";
import { createMetadataBatch, METADATA_LIMIT } from "../../../domain/batches/create-metadata-batch.ts";
import { roleSet } from "../../../domain/shared/roles.ts";
import { accountOf, contextOf, servicesOf } from "../../support/made.ts";

const create = (metadata: unknown, role: "producer" | "carrier" = "producer") =>
  createMetadataBatch(
    servicesOf({ mirror: { rolesOf: async () => roleSet(role) }, now: () => new Date() }),
    contextOf(accountOf()),
    { metadata },
  );
/** As JSON of exactly so many bytes: each of these characters has three. */
const sized = (bytes: number) => ({ a: "果".repeat(Math.floor((bytes - 8) / 3)) + "x".repeat((bytes - 8) % 3) });

test.each([
  [undefined, "Metadata is required"],
  [[], "Metadata must be an object"],
  ["text", "Metadata must be an object"],
])("%j is none", async (metadata, message) => {
  await expect(create(metadata)).rejects.toMatchObject({
    code: "validation",
    details: [{ field: "metadata", message }],
  });
});

test("its size is that of its bytes, and not of its characters", async () => {
  await expect(create(sized(METADATA_LIMIT + 1))).rejects.toMatchObject({ code: "payload-too-large" });
  // As much as may be gets past the rule: to the first part that there is none of here.
  await expect(create(sized(METADATA_LIMIT))).rejects.toThrow(TypeError);
});

test("only producers bring one, whatever it is", async () => {
  await expect(create(undefined, "carrier")).rejects.toMatchObject({ code: "forbidden" });
});
