/** A change is signed only while the batch is as it was made of. */
import { expect, test } from "vitest";
import { signAct } from "../../../domain/batches/sign-act.ts";
import { accountOf, batchOf, contextOf, lineOf, NOW, servicesOf } from "../../support/made.ts";

const BEFORE = `0x${"0b".repeat(32)}` as const;
const LATER = `0x${"0c".repeat(32)}` as const;

/** An amendment of line 1 that waits for its signature, made of another or of none. */
function signing({
  base = BEFORE as string | null,
  state = "unsigned",
  underWay = [] as object[],
  onChain = BEFORE as `0x${string}` | null,
}) {
  const act = { verb: "amend", code: "AP-1", amended: 1, digest: "0x01", ...(base !== "" && { base }) };
  const amendment = onChain && lineOf(2, { amended: 1, chain: { digest: onChain } });
  const other = lineOf(3, { amended: 1, args: { index: 1 }, chain: { digest: LATER } });
  const services = servicesOf<Parameters<typeof signAct>[0]>({
    now: () => NOW,
    settings: { stuckAfter: 60_000, writeTimeout: 5 },
    mirror: {
      batchByCode: async () => batchOf(),
      linesOf: async () => [lineOf(1), ...(amendment ? [amendment] : []), other],
    },
    outbox: {
      byId: async () => ({ accountId: 7, state, acceptedAt: null, act }),
      undoneOn: async () => underWay,
      sign: async (id: string) => ({ id }),
      settle: async (id: string) => ({ id, settled: true }),
    },
  });
  return (respondAsync = false) =>
    signAct(services, contextOf(accountOf(), { respondAsync }), "o", { signature: "0x00" });
}

test("what it was made of still stands: it is signed, and waited for unless that is not wanted", async () => {
  expect(await signing({})()).toEqual({ id: "o", settled: true });
  expect(await signing({})(true)).toEqual({ id: "o" });
  const elsewhere = [{ verb: "amend", code: "AP-1", amended: 2, digest: LATER }];
  expect(await signing({ base: null, onChain: null, underWay: elsewhere })()).toMatchObject({ settled: true });
});

test.each([
  ["on chain", { onChain: LATER }],
  ["the first on chain", { base: null }],
  ["under way", { underWay: [{ verb: "amend", code: "AP-1", amended: 1, digest: LATER }] }],
])("a change that is %s came between: it is refused", async (_, world) => {
  await expect(signing(world)()).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("send the change as a new request"),
  });
});

test.each([
  ["an act of another sort", { base: "", onChain: LATER }],
  ["what was signed before", { state: "waiting", onChain: LATER }],
])("%s is for the outbox to take", async (_, world) => {
  expect(await signing(world)()).toEqual({ id: "o", settled: true });
});
