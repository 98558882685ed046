/** Each rule, on the real parts: when a problem begins, and that it is over. */

import pino from "pino";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { RunningAlerts } from "../../../api/alerts/start.ts";
import { createRpc } from "../../../chain/rpc.ts";
import { startIndexer } from "../../../indexer/run.ts";
import { diskObjects } from "../../../integrations/objects/disk.ts";
import { until } from "../../support/process.ts";
import { PUBLIC_URL } from "../support/api.ts";
import { startWatched, URL_SECRET, type Watched } from "./support.ts";

let world: Watched;
let producer: Awaited<ReturnType<Watched["account"]>>;
const running: RunningAlerts[] = [];
beforeAll(async () => {
  world = await startWatched();
  producer = await world.account("supplier");
  for (const code of ["A-1", "A-2", "A-3", "A-4", "A-5"]) expect((await create(code)).status).toBeLessThan(300);
});
afterEach(async () => {
  for (const alerts of running.splice(0)) await alerts.stop();
});
const watch: Watched["watch"] = (...parameters) => {
  const alerts = world.watch(...parameters);
  running.push(alerts);
  return alerts;
};

const create = (batchCode: string, headers: Record<string, string> = {}) =>
  world.call("POST", "/v1/traces", {
    token: producer.token,
    headers,
    body: { name: "B", quantity: 1, unit: "kg", batchCode },
  });

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
  await world.close();
});

/** For how long a mirror may be behind; far more than any test takes. */
const BEHIND = 900_000;

test("an indexer that stops is told, with who is to do what about it, and that it goes on", async () => {
  await world.indexer.stop();
  // It stopped long ago: so nothing but that it goes on ends this, however busy the machine is meanwhile.
  world.database.raw.prepare("update cursor set synced_at = ?").run(Date.now() - 2 * BEHIND);
  watch({ indexerTime: BEHIND });
  const [begun] = await world.told("indexer-lag", "begun");
  expect(begun).toEqual({
    id: expect.any(String),
    alert: expect.any(String),
    kind: "indexer-lag",
    subject: "",
    state: "begun",
    severity: "critical",
    title: { zh: "索引器落后于区块链", en: "the indexer lags behind the chain" },
    details: {
      headBlock: expect.any(Number),
      mirroredBlock: expect.any(Number),
      blocksBehind: expect.any(Number),
      lastSynced: expect.any(String),
    },
    instance: PUBLIC_URL,
    since: expect.any(String),
    at: expect.any(String),
  });
  const { headers, body, method } = world.webhook.asked.at(-1) ?? expect.fail();
  expect([method, headers["content-type"]]).toEqual(["POST", "application/json"]);
  expect(headers["x-suyuan-signature"]).toBe(world.signatureOf(body));
  const metrics = await world.watching.metrics.scrape();
  expect(metrics).toContain('suyuan_alert_active{kind="indexer-lag"} 1');
  expect(metrics).toContain('suyuan_alert_active{kind="head-mismatch"} 0');

  const indexer = await startIndexer({
    rpc: createRpc(world.chain.url),
    database: world.database,
    objects: await diskObjects(`${world.folder}/objects`),
    deployment: world.chain,
    startBlock: world.chain.startBlock,
    finalBlock: async () => 0,
    pollInterval: 10,
    logger: pino({ level: "silent" }),
  });
  closing.push(() => indexer.stop());
  const [, over] = await world.told("indexer-lag", "begun", "over");
  expect([over?.alert, over?.since]).toEqual([begun?.alert, begun?.since]);
  expect(over?.id).not.toBe(begun?.id);
  expect(await world.watching.metrics.scrape()).toContain('suyuan_alert_active{kind="indexer-lag"} 0');
});

test("a mirror that is behind by blocks is told as well", async () => {
  watch({ indexerBlocks: 1 });
  // The indexer runs on, and loses every race for its cursor.
  world.database.raw.exec(
    "create trigger hold before update of block_number on cursor begin select raise(ignore); end",
  );
  try {
    await world.chain.mine(3);
    const notices = await world.told("indexer-lag", "begun", "over", "begun");
    expect(notices[2]?.details.blocksBehind).toBeGreaterThan(1);
  } finally {
    world.database.raw.exec("drop trigger hold");
  }
  await world.told("indexer-lag", "begun", "over", "begun", "over");
});

test("a node that does not answer is told, and says nothing of the indexer", async () => {
  const before = world.posted("indexer-lag").length;
  world.node.instead(() => "broken");
  // Were the head known, every mirror would be too far behind.
  const strict = watch({ chainFor: 100, indexerBlocks: -1 });
  await world.told("chain-unreachable", "begun");
  await world.moreLooks();
  expect(world.posted("indexer-lag").length).toBe(before);
  await strict.stop();
  world.node.instead();
  watch({ chainFor: 100 });
  await world.told("chain-unreachable", "begun", "over");
});

test("a write that the chain does not take is told until it does", async () => {
  await world.chain.rpc.call("evm_setAutomine", [false]);
  watch({ operationAge: 200 });
  const { status } = await create("STUCK-1", { prefer: "respond-async" });
  expect(status).toBe(202);
  const [begun] = await world.told("operation-stuck", "begun");
  const stuck = await world.database.read
    .selectFrom("operations")
    .select("id")
    .where("state", "in", ["waiting", "sent"])
    .execute();
  expect(stuck.map(({ id }) => id)).toContain(begun?.details.operation);
  await world.chain.rpc.call("evm_setAutomine", [true]);
  await world.chain.mine();
  await world.told("operation-stuck", "begun", "over");
});

test("a system outside whose circuit opened is told by its name, until it answers again", async () => {
  const { token } = await world.bound();
  const search = () => world.call("GET", "/api/orders/search", { token });
  world.erp.instead(() => ({ status: 503, body: {} }));
  for (let i = 0; i < 8; i++) await search();
  watch({ circuitOpen: 100 });
  const [begun] = await world.told("circuit-open", "begun");
  expect([begun?.subject, begun?.details.integration]).toEqual(["erp", "erp"]);
  world.erp.instead();
  // One that is not answered in time leaves it open, and it is tried again.
  await until(async () => (await search()).status === 200);
  await world.told("circuit-open", "begun", "over");
});

test("a head that was changed in the database is found among all, and told until it is right", async () => {
  const { database } = world;
  const rows = await database.read.selectFrom("batches").select(["id", "code", "head"]).orderBy("id").execute();
  const last = rows.at(-1) ?? expect.fail();
  await database.write
    .updateTable("batches")
    .set({ head: `0x${"11".repeat(32)}` })
    .where("id", "=", last.id)
    .execute();
  watch({});
  const [begun] = await world.told("head-mismatch", "begun");
  expect(begun?.details).toEqual({
    batches: [{ id: last.id, code: last.code, mirror: `0x${"11".repeat(32)}`, chain: last.head }],
  });
  // The sample goes on to others, and does not forget this one.
  await world.moreLooks();
  expect(world.posted("head-mismatch").length).toBe(1);
  await database.write.updateTable("batches").set({ head: last.head }).where("id", "=", last.id).execute();
  await world.told("head-mismatch", "begun", "over");

  // A batch that the contract knows nothing of.
  const invented = `0x${"ff".repeat(32)}`;
  database.raw
    .prepare(
      `insert into batches (id, trace_id, code, unit, quantity, custodian, seq, status, head, described_by, created_at,
       updated_at, state, search) select ?, 'invented', 'INVENTED', unit, quantity, custodian, seq, status, head,
       described_by, created_at, updated_at, state, search from batches limit 1`,
    )
    .run(invented);
  const notices = await world.told("head-mismatch", "begun", "over", "begun");
  expect(notices[2]?.details).toMatchObject({ batches: [{ code: "INVENTED", chain: `0x${"00".repeat(32)}` }] });
  await database.write.deleteFrom("batches").where("id", "=", invented).execute();
  await world.told("head-mismatch", "begun", "over", "begun", "over");
});

test("lines that come while heads are looked at make none wrong", async () => {
  const before = world.posted("head-mismatch").length;
  watch({}, { interval: 1, sampleSize: 100 });
  for (let i = 0; i < 10; i++) await create(`BUSY-${i}`);
  await world.moreLooks();
  expect(world.posted("head-mismatch").slice(before)).toEqual([]);
});

test("a relayer whose money runs low is told", async () => {
  const { address } = world.keys.relayer;
  const balance = await world.chain.rpc.call<string>("eth_getBalance", [address, "latest"]);
  watch({ relayerBalance: 10n ** 18n });
  await world.chain.rpc.call("hardhat_setBalance", [address, "0x1"]);
  const [begun] = await world.told("relayer-balance", "begun");
  expect(begun?.details).toEqual({
    address: address.toLowerCase(),
    wei: "1",
    leastWei: "1000000000000000000",
  });
  await world.chain.rpc.call("hardhat_setBalance", [address, balance]);
  await world.told("relayer-balance", "begun", "over");
});

test("each was logged when it began and when it was over, and nothing says where the webhook is", () => {
  const lines = world.logged
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ alertId }) => alertId);
  const kinds = ["chain-unreachable", "operation-stuck", "circuit-open", "relayer-balance"];
  for (const kind of kinds) {
    const of = lines.filter((line) => line.kind === kind);
    expect(of.map(({ state }) => state)).toEqual(["begun", "over"]);
    expect(of[0]?.level).toBeGreaterThanOrEqual(40);
  }
  expect(world.logged.join("")).not.toContain(URL_SECRET);
});
