/** What of a batch may be told anew, and what stands on chain. */
import { expect, test } from "vitest";
import type { Batch } from "../../../domain/batches/batch.ts";
import { updateBatch, updateBatchInput } from "../../../domain/batches/update-batch.ts";
import type { RecordDocument } from "../../../domain/records/record-document.ts";
import {
  accountOf,
  addressOf,
  batchOf,
  clockAt,
  contextOf,
  descriptionOf,
  NOW,
  servicesOf,
  TRACE_ID,
} from "../../support/made.ts";

const schema = updateBatchInput(clockAt(NOW));

test.each([
  [{ status: "sold-out" }, undefined],
  [{ status: "recalled" }, "This status is set by recalling or deleting the batch"],
  [{ status: "withdrawn" }, "This status is set by recalling or deleting the batch"],
  [{ status: "Sold" }, /lower-case/],
  [{ quantity: 5 }, "Quantity cannot be changed: it stands on chain"],
  [{ unit: "kg" }, "Unit cannot be changed: it stands on chain"],
  [{ batchCode: "AP-2" }, "Batch code cannot be changed: it stands on chain"],
  [{ harvestDate: "2027-01-01" }, /future/],
  [{ harvestDate: null }, undefined],
  [{ name: " " }, "Name is required"],
  [{ contributions: "closed" }, "Contributions must be named or open"],
  [{ attributes: [] }, "Attributes must be an object"],
])("%j is told: %s", (input, complaint) => {
  const message = schema.safeParse(input).error?.issues[0]?.message;
  if (complaint === undefined) expect(message).toBeUndefined();
  else expect(message).toEqual(complaint instanceof RegExp ? expect.stringMatching(complaint) : complaint);
});

async function written(batch: Batch, input: unknown): Promise<RecordDocument> {
  const sealed: RecordDocument[] = [];
  const services = servicesOf<Parameters<typeof updateBatch>[0]>({
    now: () => NOW,
    settings: { writeTimeout: 0, timeZone: "Asia/Shanghai" },
    keys: { addressOf: () => addressOf("c7") },
    mirror: { batchByTraceId: async () => batch, isAgent: async () => false },
    files: { writing: async () => true },
    objects: { put: async () => undefined },
    outbox: { accept: async () => ({ state: "waiting", chain: null }), settle: async () => ({ chain: null }) },
    seal(document: RecordDocument) {
      sealed.push(document);
      return { bytes: new TextEncoder().encode(JSON.stringify(document)), digest: "0x00" };
    },
  });
  await updateBatch(services, contextOf(accountOf()), TRACE_ID, input);
  return sealed[0] as RecordDocument;
}

test("what is left out stays, what is null is taken away, and attributes are merged", async () => {
  const description = descriptionOf({
    description: "Red",
    harvestDate: "2026-01-01T00:00:00Z",
    certifications: ["organic"],
    attributes: { colour: "red", size: 7 },
  });
  const document = await written(batchOf({ description }), {
    name: "Fuji",
    harvestDate: null,
    attributes: { colour: null, sugar: 14 },
  });
  expect(document).toMatchObject({
    record: "amendment",
    amends: 1,
    code: "AP-1",
    eventTime: "2026-03-10T20:00:00+08:00",
  });
  expect("batch" in document && document.batch).toEqual({
    ...description,
    name: "Fuji",
    harvestDate: null,
    attributes: { size: 7, sugar: 14 },
  });
});

test("who may write on it is a line of its own, of a batch that another described and of a recalled one too", async () => {
  const held = batchOf({ chain: { ...batchOf().chain, actor: addressOf("99") }, status: "recalled" });
  expect(await written(held, { contributions: "open" })).toMatchObject({
    record: "step",
    kind: "opening",
    step: { type: "opening", details: { contributions: "open" } },
  });
  // Beside other changes it may stand as it is.
  expect(await written(batchOf(), { name: "Fuji", contributions: "named" })).toMatchObject({ record: "amendment" });
  await expect(written(batchOf(), { name: "Fuji", contributions: "open" })).rejects.toMatchObject({
    code: "validation",
    details: [{ field: "contributions" }],
  });
});

test.each([
  ["nothing", {}, {}, "validation"],
  ["a recalled batch", { status: "recalled" }, { name: "Fuji" }, "conflict"],
  ["a batch whose description is missing", { description: null }, { name: "Fuji" }, "conflict"],
  ["another's batch", { custodian: addressOf("99") }, { name: "Fuji" }, "forbidden"],
] as const)("no change of %s", async (_what, change, input, code) => {
  await expect(written(batchOf(change), input)).rejects.toMatchObject({ code });
});
