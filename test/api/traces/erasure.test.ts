/** What a line says can be erased on a lawful request, and that it was is a line too: nothing vanishes without a trace. */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRpc } from "../../../chain/rpc.ts";
import { erasureCarrier } from "../../../domain/erasures/carry-out-erasures.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { rebuildProjections } from "../../../indexer/rebuild.ts";
import { diskObjects } from "../../../integrations/objects/disk.ts";
import { erasuresIn } from "../../../proof/erasures.ts";
import { proofSchema } from "../../../proof/proof.ts";
import { verifyProof } from "../../../proof/verify.ts";
import { bind, newWallet, signedChallenge } from "../inspection/support.ts";
import { type Api, makeAdministrator, startApi } from "../support/api.ts";

let api: Api;
type Firm = Awaited<ReturnType<Api["account"]>>;
let farm: Firm;
let inspector: Firm;
let regulator: Firm;
let trace: { id: string; batchCode: string };
beforeAll(async () => {
  api = await startApi();
  farm = await api.account("supplier", "Green Valley Farm");
  inspector = await api.account("inspector");
  regulator = await api.account("regulator");
  trace = await create();
});
afterAll(() => api.close());

const call = (firm: Firm, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  api.call(method, path, { token: firm.token, headers, ...(body === undefined ? {} : { body }) });
const create = async () =>
  (await call(farm, "POST", "/v1/traces", { name: "Apples", quantity: 1000, unit: "kg" })).body.data;
const record = async (body: object, firm = farm, traceId = trace.id) =>
  (await call(firm, "POST", `/v1/traces/${traceId}/events`, body)).body.data;
const attach = async (text: string) => {
  const headers = { "content-type": "text/csv" };
  return (await api.call("POST", "/v1/attachments", { token: farm.token, body: text, headers })).body.data
    .url as string;
};
interface Recorded {
  readonly id: string;
  readonly traceId: string;
  readonly chain: { readonly seq: number; readonly digest: Hex };
}
const erase = (event: Recorded, body: object = {}, firm = regulator, headers: Record<string, string> = {}) =>
  call(
    firm,
    "POST",
    `/v1/traces/${event.traceId}/lines/${event.chain.seq}/erasure`,
    { reason: "PIPL", ...body },
    headers,
  );
const read = async (event: Recorded, firm = farm) =>
  (await call(firm, "GET", `/v1/traces/${event.traceId}/events/${event.id}`)).body.data;
const publicly = async (code = trace.batchCode) => (await api.call("GET", `/v1/traces/public/${code}`)).body.data;
const proofOf = async (code = trace.batchCode) => (await api.call("GET", `/v1/traces/public/${code}/proof`)).body.data;
const verified = async (code = trace.batchCode) =>
  verifyProof(await proofOf(code), {
    code,
    rpc: (method, parameters) => api.chain.rpc.call(method, parameters),
    fetchBytes: async (url) => new Uint8Array(await (await api.app.request(new URL(url).pathname)).arrayBuffer()),
  });
/** Make the mirror anew, beside the indexer that runs. */
const rebuild = async () => {
  const { chain, database, folder } = api;
  const rpc = createRpc(chain.url);
  const deployment = { chainId: chain.chainId, contract: chain.contract };
  const rest = { startBlock: chain.startBlock, finalBlock: async () => 0, pollInterval: 10 };
  const objects = await diskObjects(join(folder, "objects"));
  const logger = pino({ level: "silent" });
  await rebuildProjections({ rpc, database, objects, deployment, logger, ...rest }, () => undefined);
};
const visibilityOf = (sha256: string) => api.services.objects.visibility(`0x${sha256.replace(/^.*\/|^0x/, "")}`);

test("a document goes with the files that nobody else names; its line, its digest and why stay", async () => {
  const [own, shared] = [await attach("a,1"), await attach("b,2")];
  await record({ type: "storage", attachments: [{ url: shared }] });
  const place = { name: "Secret orchard" };
  const attachments = [own, shared].map((url) => ({ url }));
  const event = await record({ type: "harvest", title: "By Ann Li", place, attachments });
  const found = async () => (await call(farm, "GET", "/v1/traces?search=Secret+orchard")).body.data.length;
  expect(await found()).toBe(1);
  const key = { "idempotency-key": "erase-1" };
  const asked = { reason: "A person's name", basis: "PIPL art. 47", attachments: true };
  const { status, body } = await erase(event, asked, regulator, key);
  expect(status).toBe(201);
  expect(body.data).toMatchObject({
    traceId: trace.id,
    line: event.chain.seq,
    reason: "A person's name",
    basis: "PIPL art. 47",
    by: regulator.user.address,
    erased: [event.chain.digest, `0x${own.slice(-64)}`],
    kept: [`0x${shared.slice(-64)}`],
  });
  expect(body.data.outOfReach.join()).toMatch(/IPFS.*Backups/);
  expect((await erase(event, asked, regulator, key)).body).toEqual(body);

  const why = { reason: "A person's name", by: regulator.user.address };
  for (const firm of [farm, inspector, regulator]) {
    expect(await read(event, firm)).toMatchObject({ withheld: true, visibility: "erased", title: "", erased: why });
  }
  const journey = await publicly();
  expect(JSON.stringify(journey)).not.toContain("Ann Li");
  expect(journey.journey.find(({ chain }: Recorded) => chain.seq === event.chain.seq)).toMatchObject({ erased: why });
  expect(await found()).toBe(0);
  expect(await Promise.all([event.chain.digest, own, shared].map(visibilityOf))).toEqual([
    "erased",
    "erased",
    "public",
  ]);
  const gone = await api.call("GET", new URL(own).pathname);
  expect(gone.status).toBe(410);
  expect(JSON.stringify(await proofOf())).not.toContain("Ann Li");
  const told = erasuresIn(proofSchema.parse(await proofOf())).get(`${event.chain.seq}.0`);
  expect(told).toMatchObject({ by: regulator.user.address.toLowerCase(), erasure: { reason: "A person's name" } });
  const verification = await verified();
  expect([verification.verdict, verification.checks.filter(({ reason }) => reason === "erased")]).toMatchObject([
    "incomplete",
    [{ name: "document", seq: event.chain.seq }],
  ]);
  const stays = await api.call("GET", new URL(shared).pathname);
  expect(stays.headers.get("cache-control")).toBe("public, max-age=300, must-revalidate");
});

test("a failed inspection and a recall are never erased whole: what is personal goes, and both stand", async () => {
  const batch = await create();
  const told = {
    type: "quality-test",
    status: "failed",
    title: "Residues",
    operatorName: "Bo Wang",
    details: { ppm: 7 },
  };
  const event = await record(told, inspector, batch.id);
  expect((await erase(event)).status).toBe(422);
  for (const fields of [["title"], ["details"], ["details.ppm"], ["operator", "description", "title", "details"]]) {
    expect((await erase(event, { fields })).status).toBe(422);
  }
  const { status, body } = await erase(event, { fields: ["operator"] });
  expect([status, body.data.remains]).toEqual([201, expect.objectContaining({ details: { ppm: 7 } })]);
  const shown = await publicly(batch.batchCode);
  expect(shown.notice.en).toMatch(/inspection/i);
  expect(JSON.stringify(shown)).not.toContain("Bo Wang");
  expect(await read(event)).toMatchObject({ status: "failed", erased: { remains: { type: "quality-test" } } });

  const words = { reason: "Call Bo Wang", scope: "batch", instruction: "Return it", contact: "400 800 1234" };
  await call(farm, "POST", `/v1/traces/${batch.id}/recall`, words);
  const { body: events } = await call(farm, "GET", `/v1/traces/${batch.id}/events?type=recall`);
  expect((await erase(events.data[0])).status).toBe(422);
  for (const fields of [["description"], ["details.instruction"], ["details.class"]]) {
    expect((await erase(events.data[0], { fields })).status).toBe(422);
  }
  expect((await erase(events.data[0], { fields: ["details.contact"] })).status).toBe(201);
  const recalled = await publicly(batch.batchCode);
  expect([recalled.notice.en, (await verified(batch.batchCode)).verdict]).toEqual([
    expect.stringMatching(/recall/i),
    "incomplete",
  ]);
});

test("the files of a failed inspection go where words say what was found, and stay where nothing else does", async () => {
  const batch = await create();
  const failed = async (more: object) => {
    const url = await attach(`report,${JSON.stringify(more)}`);
    const told = { type: "quality-test", status: "failed", title: "Residues", operatorName: "Bo Wang", ...more };
    return { url, event: await record({ ...told, attachments: [{ url }] }, inspector, batch.id) };
  };
  const silent = await failed({});
  const attachment = silent.url.slice(-64);
  const asked = [{ attachment }, { attachments: true, fields: ["operator"] }, { fields: ["attachments"] }];
  for (const body of asked) expect((await erase(silent.event, body)).status).toBe(422);
  expect(await visibilityOf(attachment)).toBe("public");
  expect((await erase(silent.event, { fields: ["operator"] })).status).toBe(201);

  const telling = await failed({ details: { ppm: 7 } });
  expect((await erase(telling.event, { attachment: telling.url.slice(-64) })).status).toBe(201);
  expect(await visibilityOf(telling.url)).toBe("erased");
  expect(await read(telling.event)).toMatchObject({ status: "failed", details: { ppm: 7 } });
});

test("a regulator's own wallet signs first: nothing is gone before, and then it is", async () => {
  const officer = await api.account("regulator");
  const wallet = newWallet();
  expect((await bind(api, officer.token, await signedChallenge(api, officer.token, wallet))).status).toBe(200);
  const event = await record({ type: "storage", title: "Dan Wu was here" });
  const headers = { "idempotency-key": "erased-by-wallet" };
  const ask = () => erase(event, { reason: "Asked for" }, officer, headers);
  await expect.poll(async () => (await erase(await record({ type: "storage" }), {}, officer)).status).toBe(202);
  const { status, body } = await ask();
  expect([status, body.data.state]).toEqual([202, "unsigned"]);
  await erasureCarrier(api.services)();
  expect(await read(event)).toMatchObject({ title: "Dan Wu was here" });

  const { domain, types, message } = body.data.typedData;
  const { EIP712Domain: _, ...structs } = types;
  const signature = await wallet.signTypedData(domain, structs, message);
  expect((await call(officer, "POST", `/v1/operations/${body.data.id}/signature`, { signature })).status).toBe(200);
  expect((await ask()).status).toBe(201);
  expect(await read(event)).toMatchObject({ visibility: "erased", erased: { by: wallet.address } });
});

test("what remains of a restricted record is as restricted as that was", async () => {
  const batch = await create();
  const told = { type: "quality-test", status: "failed", title: "Residues", operatorName: "Bo Wang", restricted: true };
  const event = await record({ ...told, details: { ppm: 7, lab: "Secret lab" } }, inspector, batch.id);
  const { status, body } = await erase(event, { reason: "Of Bo", fields: ["operator"] });
  expect([status, body.data.remains.details.lab]).toEqual([201, "Secret lab"]);
  const proof = await proofOf(batch.batchCode);
  for (const shown of [await publicly(batch.batchCode), proof]) {
    expect(JSON.stringify(shown)).not.toMatch(/Secret lab|Residues|Of Bo/);
  }
  expect(await visibilityOf(body.data.chain.digest)).toBe("restricted");
  expect(await read(event, inspector)).toMatchObject({ erased: { remains: { details: { lab: "Secret lab" } } } });
});

test("the host erases too, where the chain lets its administrator write the line; nobody else does", async () => {
  const event = await record({ type: "storage", title: "Hall" });
  for (const firm of [farm, inspector]) expect((await erase(event, {}, firm)).status).toBe(403);
  const host = await api.account("unauth");
  await makeAdministrator(api, host.user.id);
  const refused = await erase(event, {}, host);
  expect([refused.status, refused.body.message]).toEqual([403, expect.stringMatching(/permission to erase/)]);
  const officer = await api.account("inspector");
  await makeAdministrator(api, officer.user.id);
  expect((await erase(event, {}, officer)).status).toBe(201);
  expect(await read(event)).toMatchObject({ visibility: "erased", erased: { by: officer.user.address } });
});

test("what cannot be erased is refused, and no line says that it was", async () => {
  const event = await record({ type: "storage", title: "Hall" });
  const lines = async () => (await proofOf()).lines.length;
  const before = await lines();
  const at = (seq: number | string) => ({ ...event, chain: { ...event.chain, seq } }) as Recorded;
  expect((await erase(event, { reason: "" })).status).toBe(422);
  expect((await erase(event, { index: 0 })).status).toBe(422);
  expect((await erase(event, { fields: ["type"] })).status).toBe(422);
  expect((await erase(event, { attachment: "00".repeat(32) })).status).toBe(422);
  expect((await erase(at(999))).status).toBe(404);
  expect((await erase(at("x"))).status).toBe(404);
  expect((await erase({ ...event, traceId: "trace-0" })).status).toBe(404);
  expect(await lines()).toBe(before);
  const { body } = await erase(event);
  expect((await erase(event)).status).toBe(409);
  expect((await erase(at(body.data.chain.seq))).status).toBe(409);
  expect(await lines()).toBe(before + 1);
});

test("the chain is the ledger: what a backup brought back is erased again, and a mirror made anew is the same", async () => {
  const event = await record({ type: "storage", title: "Cai Zhang was here" });
  const bytes = (await api.services.objects.get(event.chain.digest)) as Uint8Array;
  await erase(event);
  const rows = () =>
    api.database.raw.prepare("select digest, text, visibility from records order by digest").all() as unknown[];
  const before = rows();
  // As after restoring: the document lies there again, and the mirror shows it.
  const pathIn = (place: string) =>
    join(api.folder, "objects", place, event.chain.digest.slice(2, 4), event.chain.digest.slice(2));
  await rm(pathIn("erased"));
  await writeFile(pathIn("public"), bytes);
  await rebuild();
  expect(await read(event)).toMatchObject({ title: "Cai Zhang was here" });
  await erasureCarrier(api.services)();
  await expect.poll(async () => (await read(event)).visibility).toBe("erased");
  expect(rows()).toEqual(before);
  await rebuild();
  expect(rows()).toEqual(before);
});
