/** `npm run reconcile`: what was accepted, held against the chain. */
import { hexlify, randomBytes } from "ethers";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rpcOf } from "../../chain/rpc.ts";
import type { Act } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { type ReconcileOptions, reconcile } from "../../scripts/reconcile/reconcile.ts";
import { operationLog } from "../../store/operations/operations.ts";
import { type Api, startApi } from "../api/support/api.ts";

let api: Api;
let options: ReconcileOptions;
let accountId: number;

beforeAll(async () => {
  api = await startApi();
  accountId = (await api.account("supplier")).user.id;
  const { chain, database } = api;
  options = { ...chain, database, deployment: chain, logger: pino({ level: "silent" }) };
});
afterAll(() => api?.close());

const create = (code: string): Act => ({
  verb: "create",
  open: true,
  code,
  unit: "KGM",
  quantity: 5n,
  digest: hexlify(randomBytes(32)) as Hex,
});

async function land(code: string): Promise<string> {
  const { id } = await api.services.outbox.accept(accountId, create(code));
  await api.services.outbox.settle(id, 60_000);
  return id;
}

/** As an earlier version may have left it. */
const tellAs = (id: string, state: string) =>
  api.database.raw.prepare("update operations set state = ?, line_block = 1 where id = ?").run(state, id);

test("tells and mends what was told as done and is not, and what was told as failed and is done", async () => {
  const done = await land("RECONCILE-1");
  const untold = await land("RECONCILE-2");
  expect(await reconcile({ ...options, isDryRun: true })).toMatchObject({ lost: [], untold: [], doubled: [] });

  // The outbox would find both by itself sooner or later.
  await api.services.outbox.stop();
  const { id: lost } = await api.services.outbox.accept(accountId, create("RECONCILE-3"));
  const { id: waiting } = await api.services.outbox.accept(accountId, create("RECONCILE-4"));
  tellAs(lost, "final");
  tellAs(untold, "failed");

  const told = await reconcile({ ...options, isDryRun: true });
  expect(told).toMatchObject({ lost: [lost], underWay: [waiting] });
  expect(told.done).toContain(done);
  const log = operationLog(api.database);
  expect(api.database.raw.prepare("select state from operations where id = ?").pluck().get(lost)).toBe("final");

  await reconcile(options);
  await log.settle();
  expect((await log.byId(lost))?.state).toBe("sent");
  await log.releaseClosed();
  expect((await log.due(10)).map(({ id }) => id)).toContain(lost);
  expect((await log.byId(untold))?.state).toMatch(/mined|final/);
});

test("finds nothing wrong with a node that keeps lines back: it says so instead", async () => {
  const { rpc } = options;
  const withoutLast = rpcOf(async (method, parameters, callOptions) => {
    const result = await rpc.call<unknown>(method, parameters, callOptions);
    return (method === "eth_getLogs" ? (result as unknown[]).slice(0, -1) : result) as never;
  });
  await expect(reconcile({ ...options, rpc: withoutLast, isDryRun: true })).rejects.toThrow(/lines/);
});
