/** Which batch is meant, and what is said of one that is not there, not there yet, or somebody else's. */
import { expect, test } from "vitest";
import type { Batch } from "../../../domain/batches/batch.ts";
import {
  findBatchByCodeOrThrow,
  findBatchOrThrow,
  findOwnBatchOfRequest,
  findOwnBatchOrThrow,
} from "../../../domain/batches/find-batch-or-throw.ts";
import type { Operation } from "../../../domain/operations/outbox.ts";
import { accountOf, addressOf, BATCH_ID, batchOf, servicesOf, TRACE_ID } from "../../support/made.ts";

type Needs = Parameters<typeof findOwnBatchOrThrow>[0] & Parameters<typeof findBatchByCodeOrThrow>[0];

const world = (batch: Batch | undefined, underWay: string[] = [], agents: string[] = []) =>
  servicesOf<Needs>({
    mirror: {
      batchByTraceId: async () => batch,
      batchByCode: async () => batch,
      batchesLike: async () => [],
      isAgent: async (custodian: string, account: string) => agents.includes(`${custodian} ${account}`),
    },
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

test("a batch is held by its custodian, by its agent, and by the address that the account had before its wallet", async () => {
  const [own, before] = [addressOf("f1"), addressOf("c7")];
  const holder = accountOf({ address: own, custody: "wallet" });
  const custodial = { ...holder, address: before, custody: "custodial" };
  const holdersOf = async (custodian: string, ...agents: string[]) => {
    const batch = batchOf({ custodian: addressOf(custodian) });
    return (await findOwnBatchOrThrow(world(batch, [], agents), holder, TRACE_ID, "update")).holders;
  };
  expect(await holdersOf("f1")).toEqual([holder]);
  expect(await holdersOf("c7")).toEqual([custodial]);
  // As the chain has it once each is the other's agent: the wallet first.
  const both = [`${own} ${before}`, `${before} ${own}`];
  expect(await holdersOf("f1", ...both)).toEqual([holder, custodial]);
  expect(await holdersOf("c7", ...both)).toEqual([holder, custodial]);
  // Another's, for whom it acts.
  expect(await holdersOf("c8", `${addressOf("c8")} ${own}`)).toEqual([holder]);
  await expect(holdersOf("c8", `${own} ${addressOf("c8")}`)).rejects.toMatchObject({
    code: "forbidden",
    message: "You do not have permission to update this trace batch",
  });
  const plain = accountOf({ address: before });
  const { holders } = await findOwnBatchOrThrow(world(batchOf({ custodian: before })), plain, TRACE_ID, "update");
  expect(holders).toEqual([plain]);
});

test("a repeated request is its account's as it acted the first time, also after the batch has gone on", async () => {
  const holder = accountOf({ address: addressOf("f1"), custody: "wallet" });
  const again = async (actor: string) => {
    const earlier = { chain: { actor: addressOf(actor) } } as Operation;
    const gone = batchOf({ custodian: addressOf("b9") });
    return (await findOwnBatchOfRequest(world(gone), holder, earlier, TRACE_ID, "split")).holders;
  };
  expect(await again("f1")).toEqual([holder]);
  expect(await again("c7")).toEqual([{ ...holder, address: addressOf("c7"), custody: "custodial" }]);
});
