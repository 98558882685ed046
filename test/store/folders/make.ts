/**
 * Keeps a data folder of the form of today, with what the API writes in a short life, and the chain that it belongs to:
 *
 *     node test/store/folders/make.ts test/store/folders/‹latest migration›.json
 *
 * `../folders.test.ts` opens each that was kept with the programs of its day.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { quantity } from "../../../chain/rpc.ts";
import { startApi } from "../../api/support/api.ts";
import type { KeptFolder } from "./kept-folder.ts";

const api = await startApi();
const [grower, laboratory] = [await api.account("supplier", "Green Valley Farm"), await api.account("inspector")];

/** Ask for something; what fails here would be missing from the folder for good. */
async function send(method: string, path: string, { token }: { token: string }, body?: unknown) {
  const answer = await api.call(method, path, { token, ...(body === undefined ? {} : { body }) });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}
const post = (path: string, by: { token: string }, body: unknown) => send("POST", path, by, body);

const farm = { id: "farm-1", name: "Green Valley Farm", location: "Qixia, Shandong" };
await post("/v1/farms", grower, farm);
await post("/v1/products", grower, { id: "prod-1", name: "Apple", gtin: "09520123456788" });
const apples = { name: "Apples", quantity: 1000, unit: "kg", batchCode: "AP20230515A123", farmId: farm.id };
const { data: batch } = await post("/v1/traces", grower, { ...apples, productId: "prod-1" });
const events = `/v1/traces/${batch.id}/events`;
await post(events, grower, { type: "harvest", location: "Qixia", details: { method: "Manual Picking" } });
await post(events, laboratory, { type: "inspection", status: "passed" });
await post(`/v1/traces/${batch.id}/certificates`, laboratory, { type: "official" });
await send("PATCH", `/v1/traces/${batch.id}`, grower, { description: "Red Fuji" });
const withheld = { name: "Pears", quantity: 2, unit: "kg", batchCode: "PEARS-1", restricted: true };
await send("DELETE", `/v1/traces/${(await post("/v1/traces", grower, withheld)).data.id}`, grower);
await post("/v1/traces/public/AP20230515A123/feedback", grower, { rating: 5, text: "Crisp" });

const head = await api.chain.rpc.blockNumber();
const blocks = await Promise.all(Array.from({ length: head + 1 }, (_, number) => api.chain.rpc.block(number)));
const range = { address: api.chain.contract, fromBlock: "0x0", toBlock: quantity(head) };
const stateCall = { to: api.chain.contract, data: api.chain.trace.interface.encodeFunctionData("state") };
const kept: KeptFolder = {
  chain: {
    chainId: api.chain.chainId,
    contract: api.chain.contract,
    startBlock: api.chain.startBlock,
    blocks: blocks.filter((block) => block !== undefined),
    logs: await api.chain.rpc.call("eth_getLogs", [range]),
    state: await api.chain.rpc.call("eth_call", [stateCall, "latest"]),
  },
  schema: api.database.raw
    .prepare("select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by rowid")
    .pluck()
    .all() as string[],
  rows: {},
  objects: {},
};
const tables = api.database.raw.prepare("select name from sqlite_schema where type = 'table' order by name").pluck();
for (const table of tables.all() as string[]) {
  if (/^sqlite_|_fts/.test(table)) continue;
  const rows = api.database.raw.prepare(`select * from "${table}"`).all() as Record<string, unknown>[];
  kept.rows[table] = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        Buffer.isBuffer(value) ? { base64: value.toString("base64") } : value,
      ]),
    ),
  );
}
const objects = join(api.folder, "objects");
for (const entry of await readdir(objects, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  kept.objects[path.slice(objects.length + 1)] = (await readFile(path)).toString("base64");
}
await writeFile(process.argv[2] as string, `${JSON.stringify(kept)}\n`);
await api.close();
