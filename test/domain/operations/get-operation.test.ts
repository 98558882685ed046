/** Whose an operation is, when it is stuck, and what signs it. */
import { expect, test } from "vitest";
import { getOperation } from "../../../domain/operations/get-operation.ts";
import { signOperation, signOperationInput } from "../../../domain/operations/sign-operation.ts";
import { accountOf, contextOf, NOW, servicesOf } from "../../support/made.ts";

const before = (milliseconds: number) => new Date(NOW.getTime() - milliseconds);
const world = (operation: object | undefined) =>
  servicesOf<Parameters<typeof getOperation>[0]>({
    now: () => NOW,
    settings: { stuckAfter: 60_000, writeTimeout: 5 },
    outbox: {
      byId: async () => operation,
      sign: async (id: string, signature: string) => ({ id, signature }),
      settle: async (id: string, timeout: number) => ({ id, settledWithin: timeout }),
    },
  });

test.each([
  ["waiting", before(60_001), true],
  ["sent", before(60_001), true],
  ["waiting", before(60_000), false],
  // What waits for a signature waits for somebody, and what is done waits for nothing.
  ["unsigned", before(3_600_000), false],
  ["mined", before(3_600_000), false],
  ["failed", before(3_600_000), false],
  ["waiting", null, false],
])("one that is %s since %j is stuck: %s", async (state, acceptedAt, isStuck) => {
  const operation = { accountId: 7, state, acceptedAt };
  expect(await getOperation(world(operation), contextOf(accountOf()), "o")).toEqual({ ...operation, isStuck });
});

test("another's is as unknown as one that is not there", async () => {
  const unknown = { code: "not-found", message: "Operation not found" };
  for (const operation of [undefined, { accountId: 8, state: "waiting" }, { accountId: null, state: "waiting" }]) {
    await expect(getOperation(world(operation), contextOf(accountOf()), "o")).rejects.toMatchObject(unknown);
    await expect(
      signOperation(world(operation), contextOf(accountOf()), "o", { signature: "0x00" }),
    ).rejects.toMatchObject(unknown);
  }
});

test.each([
  [`0x${"AB".repeat(65)}`, true],
  ["0x00", true],
  [`0x${"ab".repeat(4096)}`, true],
  [`0x${"ab".repeat(4097)}`, false],
  ["0x", false],
  ["0xabc", false],
  ["ab", false],
  [undefined, false],
])("%j may be a signature: %s", (signature, may) => {
  const { success, data } = signOperationInput.safeParse({ signature });
  expect([success, data?.signature]).toEqual([may, may ? signature?.toLowerCase() : undefined]);
});

test("who signs is answered when it is on chain, or at once where that is asked for", async () => {
  const services = world({ accountId: 7, state: "unsigned" });
  const sign = (respondAsync: boolean) =>
    signOperation(services, contextOf(accountOf(), { respondAsync }), "o", { signature: "0xAB" });
  expect(await sign(true)).toEqual({ id: "o", signature: "0xab" });
  expect(await sign(false)).toEqual({ id: "o", settledWithin: 5 });
});
