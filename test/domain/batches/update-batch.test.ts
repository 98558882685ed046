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
  [{ status: "Sold" }, undefined],
  [{ status: "deleted" }, /^Status must be one of active, /],
  [{ status: null }, undefined],
  [{ status: "", certifications: "", attributes: null, harvestDate: "" }, undefined],
  [{ name: null }, "Name must be a text"],
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
    outbox: {
      accept: async () => ({ state: "waiting", chain: null }),
      settle: async () => ({ chain: null }),
      undoneOn: async () => [],
    },
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

test("what stands on chain is taken as it stands, and refused otherwise by its name", async () => {
  const batch = batchOf();
  const standing = { id: TRACE_ID, batchCode: "AP-1", quantity: 5, unit: "kg", productId: null, farmId: "" };
  expect(await written(batch, { ...standing, name: "Fuji" })).toMatchObject({ record: "amendment" });
  for (const unit of ["KGM", "kg"]) expect(await written(batch, { ...standing, unit })).toBeUndefined();
  const other = { id: "trace-1", batchCode: "AP-2", quantity: 6, unit: "g", productId: "p", farmId: "f" };
  await expect(written(batch, { ...other, name: "Fuji" })).rejects.toMatchObject({
    code: "validation",
    details: Object.keys(other).map((field) => ({ field, message: expect.stringMatching(/cannot be changed/) })),
  });
});

test("null empties what may be empty", async () => {
  const description = descriptionOf({
    description: "Red",
    certifications: ["organic"],
    attributes: { a: 1 },
    state: "sold",
  });
  const input = { description: null, certifications: null, attributes: null, status: null };
  const document = await written(batchOf({ description }), input);
  expect("batch" in document && document.batch).toEqual({
    ...description,
    description: "",
    certifications: [],
    attributes: {},
    state: "active",
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
