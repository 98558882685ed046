/** Which batch is meant, and what is said of one that is not there, not there yet, or somebody else's. */
import { expect, test } from "vitest";
import type { Batch } from "../../../domain/batches/batch.ts";
import {
  findBatchByCodeOrThrow,
  findBatchOrThrow,
  findOwnBatchOrThrow,
} from "../../../domain/batches/find-batch-or-throw.ts";
import { accountOf, addressOf, BATCH_ID, batchOf, servicesOf, TRACE_ID } from "../../support/made.ts";

type Needs = Parameters<typeof findOwnBatchOrThrow>[0] & Parameters<typeof findBatchByCodeOrThrow>[0];

const world = (batch: Batch | undefined, underWay: string[] = []) =>
  servicesOf<Needs>({
    mirror: { batchByTraceId: async () => batch, batchByCode: async () => batch, batchesLike: async () => [] },
    outbox: { isCreationUnderWay: async (id: string) => underWay.includes(id) },
    keys: { addressOf: (keyId: string) => addressOf(`c${keyId}`) },
    batchId: () => BATCH_ID,
  });

const ABSENT = { code: "not-found", message: "Trace batch not found" };

test("a batch that was withdrawn is found by its code alone", async () => {
  const withdrawn = batchOf({ status: "withdrawn" });
  await expect(findBatchOrThrow(world(withdrawn), TRACE_ID)).rejects.toMatchObject(ABSENT);
  expect(await findBatchByCodeOrThrow(world(withdrawn), "AP-1")).toBe(withdrawn);
  const recalled = batchOf({ status: "recalled" });
  expect(await findBatchOrThrow(world(recalled), TRACE_ID)).toBe(recalled);
});

test("one that is on its way to the chain is not unknown", async () => {
  const soon = { code: "unavailable" };
  await expect(findBatchOrThrow(world(undefined, [`0x${"ab".repeat(16)}`]), TRACE_ID)).rejects.toMatchObject(soon);
  await expect(findBatchByCodeOrThrow(world(undefined, [BATCH_ID]), "AP-1")).rejects.toMatchObject(soon);
  await expect(findBatchOrThrow(world(undefined), TRACE_ID)).rejects.toMatchObject(ABSENT);
  await expect(findBatchByCodeOrThrow(world(undefined), "AP-1")).rejects.toMatchObject(ABSENT);
  // What was withdrawn is not on its way, though it was created by the same id.
  const again = world(batchOf({ status: "withdrawn" }), [`0x${"ab".repeat(16)}`]);
  await expect(findBatchOrThrow(again, TRACE_ID)).rejects.toMatchObject(ABSENT);
});

test("what was asked for is told back no longer than it need be", async () => {
  const error = await findBatchByCodeOrThrow(world(undefined), "x".repeat(5_000)).catch((caught) => caught);
  expect(error.details[0].message.length).toBeLessThan(200);
});

test("a batch is held by its custodian, also by the address that it had before it bound a wallet", async () => {
  const holder = accountOf({ address: addressOf("f1"), custody: "wallet" });
  const own = batchOf({ custodian: addressOf("f1") });
  expect((await findOwnBatchOrThrow(world(own), holder, TRACE_ID, "update")).holder).toBe(holder);
  const earlier = batchOf({ custodian: addressOf("c7") });
  expect((await findOwnBatchOrThrow(world(earlier), holder, TRACE_ID, "update")).holder).toEqual({
    ...holder,
    address: addressOf("c7"),
    custody: "custodial",
  });
  const others = batchOf({ custodian: addressOf("c8") });
  await expect(findOwnBatchOrThrow(world(others), holder, TRACE_ID, "update")).rejects.toMatchObject({
    code: "forbidden",
    message: "You do not have permission to update this trace batch",
  });
});
