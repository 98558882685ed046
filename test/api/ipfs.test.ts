/** `GET /ipfs/{cid}`: our public objects, as gateways of IPFS serve them. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CarReader } from "@ipld/car";
import { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import { create as digestOf } from "multiformats/hashes/digest";
import { sha256 as hasher } from "multiformats/hashes/sha2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type IpfsTestNode, startIpfsNode } from "../support/ipfs.ts";
import { until } from "../support/process.ts";
import { type Api, startApi } from "./support/api.ts";
import { CREATION, FARM, PNG, PRODUCT } from "./support/examples.ts";

const CAR = "application/vnd.ipld.car";
const RAW = "application/vnd.ipld.raw";
const NOWHERE = "bafkreieq5jui4j25lacwomsqgjeswwl3y5zcdrresptwgmfylxo2depppq";

/** A CID all the same, which holds its content itself; decoding such text takes the square of its length. */
const TOO_LONG = CID.createV1(raw.code, digestOf(0, new Uint8Array(300))).toString();

/** Text, so that it may be attached, and of several blocks. */
const LONG = new TextEncoder().encode(Array.from({ length: 90_000 }, (_, line) => `${line},4.1\n`).join(""));

let api: Api;
let node: IpfsTestNode;
let token: string;
let small: { sha256: string; cid: string };
let long: { sha256: string; cid: string };
let hidden: { sha256: string; cid: string };
let hiddenLong: { sha256: string; cid: string };
beforeAll(async () => {
  node = await startIpfsNode();
  api = await startApi({ parts: { ipfs: { url: node.url, interval: 10, pause: () => 10, reviewAfter: 20 } } });
  token = (await api.account("supplier")).token;
  small = await attach(PNG, "image/png");
  long = await attach(LONG, "text/csv");
  hidden = await attach(new TextEncoder().encode("between us"), "text/plain", "?restricted=true");
  hiddenLong = await attach(
    LONG.map((byte) => (byte === 52 ? 53 : byte)),
    "text/csv",
    "?restricted=true",
  );
});
afterAll(async () => {
  await api.close();
  await node.close();
});

async function attach(body: Uint8Array, type: string, query = "") {
  const {
    status,
    text,
    body: answer,
  } = await api.call("POST", `/v1/attachments${query}`, {
    token,
    body,
    headers: { "content-type": type },
  });
  expect(status, text).toBe(201);
  return answer.data as { sha256: string; cid: string };
}

async function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  const response = await api.app.request(`/ipfs/${path}`, { method, headers });
  return { response, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
}

async function carOf(bytes: Uint8Array) {
  const reader = await CarReader.fromBytes(bytes);
  const blocks: { cid: string; bytes: Uint8Array }[] = [];
  for await (const block of reader.blocks()) {
    // What makes it trustless: each block is what its name says.
    const digest = await hasher.digest(block.bytes);
    expect(CID.createV1(block.cid.code, digest).toString()).toBe(block.cid.toString());
    blocks.push({ cid: block.cid.toString(), bytes: block.bytes });
  }
  return { roots: (await reader.getRoots()).map(String), blocks };
}

describe("files", () => {
  test.each([
    ["of one block", () => small, PNG, "image/png"],
    ["of several blocks", () => long, LONG, "text/plain; charset=utf-8"],
  ])(
    "a file %s comes whole, to be kept for minutes since it may be erased, and harmless",
    async (_, file, content, type) => {
      const { cid } = file();
      const { response, headers, bytes } = await get(cid);
      expect(response.status).toBe(200);
      expect(Buffer.compare(bytes, content)).toBe(0);
      expect(Object.fromEntries(headers)).toMatchObject({
        "content-type": type,
        etag: `"${cid}"`,
        "cache-control": "public, max-age=300, must-revalidate",
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox; default-src 'none'",
        "accept-ranges": "bytes",
        "x-ipfs-path": `/ipfs/${cid}`,
        "x-ipfs-roots": cid,
        "access-control-allow-origin": "*",
        vary: "Accept",
      });
    },
  );

  test("HEAD, parts and unchanged files are answered as HTTP has it", async () => {
    const head = await get(long.cid, {}, "HEAD");
    expect([head.response.status, head.bytes.length, head.headers.get("etag")]).toEqual([200, 0, `"${long.cid}"`]);
    const part = await get(long.cid, { range: "bytes=262140-262149" });
    expect([part.response.status, part.headers.get("content-range")]).toEqual([
      206,
      `bytes 262140-262149/${LONG.length}`,
    ]);
    expect(Buffer.compare(part.bytes, LONG.slice(262_140, 262_150))).toBe(0);
    expect((await get(long.cid, { range: "bytes=99999999-" })).response.status).toBe(416);
    expect((await get(long.cid, { "if-none-match": `"${long.cid}"` })).response.status).toBe(304);
    expect((await get(long.cid, { "if-none-match": `"${small.cid}"` })).response.status).toBe(200);
  });

  test("a CID in another base or of version 0 names the same file", async () => {
    const { base58btc } = await import("multiformats/bases/base58");
    const cid = CID.parse(long.cid);
    for (const name of [cid.toString(base58btc), cid.toV0().toString()]) {
      const { response, headers, bytes } = await get(name);
      expect(response.status).toBe(200);
      expect(headers.get("etag")).toBe(`"${long.cid}"`);
      expect(bytes.length).toBe(LONG.length);
    }
  });

  test("a record's document is there by the CID that its proof gives", async () => {
    for (const [path, body] of [
      ["/v1/products", PRODUCT],
      ["/v1/farms", FARM],
    ] as const) {
      await api.call("POST", path, { token, body });
    }
    const created = await api.call("POST", "/v1/traces", {
      token,
      body: { ...CREATION, name: "番茄", batchCode: "IPFS-1" },
    });
    expect(created.status, created.text).toBe(201);
    const proofs = await api.call("GET", "/v1/traces/public/IPFS-1/proof");
    expect(proofs.status, proofs.text).toBe(200);
    const found = proofs.text.match(/"cid":"(bafkrei[a-z2-7]+)"/)?.[1];
    expect(found).toBeDefined();
    const { response, bytes } = await get(found ?? "");
    expect(response.status).toBe(200);
    expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({ batch: { name: "番茄" } });
    await until(async () => (await node.pinned()).includes(found ?? ""));
  });
});

describe("blocks and CARs", () => {
  test.each([
    ["?format=raw", {}],
    ["", { accept: RAW }],
    ["?format=raw", { accept: CAR }],
  ])("a block comes as it is: %s %o", async (query, asked) => {
    const { response, headers, bytes } = await get(`${long.cid}${query}`, asked);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": RAW,
      etag: `"${long.cid}.raw"`,
      "content-disposition": `attachment; filename="${long.cid}.bin"`,
      "x-content-type-options": "nosniff",
    });
    const digest = await hasher.digest(bytes);
    expect(CID.createV1(CID.parse(long.cid).code, digest).toString()).toBe(long.cid);
  });

  test.each([
    ["?format=car", {}],
    ["", { accept: `${CAR};version=1;order=dfs;dups=n` }],
  ])("a CAR holds the file, and js-ipfs makes the same file of it: %s %o", async (query, asked) => {
    const { response, headers, bytes } = await get(`${long.cid}${query}`, asked);
    expect(response.status).toBe(200);
    expect(headers.get("content-type")).toBe(`${CAR}; version=1; order=dfs; dups=n`);
    const { roots, blocks } = await carOf(bytes);
    expect(roots).toEqual([long.cid]);
    expect(blocks[0]?.cid).toBe(long.cid);
    expect(blocks.length).toBeGreaterThan(3);

    for await (const { root } of node.client.dag.import([bytes], { pinRoots: true })) {
      expect(root.cid.toString()).toBe(long.cid);
    }
    expect(Buffer.compare(await node.read(long.cid), LONG)).toBe(0);
  });

  test("each block can be fetched one by one, and a leaf alone is its part of the file", async () => {
    const { blocks } = await carOf((await get(`${long.cid}?format=car`)).bytes);
    for (const block of blocks) {
      const { response, bytes } = await get(`${block.cid}?format=raw`);
      expect(response.status).toBe(200);
      expect(Buffer.compare(bytes, block.bytes)).toBe(0);
    }
    const leaf = await get(blocks[1]?.cid ?? "");
    expect(Buffer.compare(leaf.bytes, LONG.slice(0, 262_144))).toBe(0);
  });

  test("only the root's block, where that is asked for", async () => {
    const { blocks } = await carOf((await get(`${long.cid}?format=car&dag-scope=block`)).bytes);
    expect(blocks.map(({ cid }) => cid)).toEqual([long.cid]);
    const entity = await carOf((await get(`${long.cid}?format=car&dag-scope=entity`)).bytes);
    expect(entity.blocks.length).toBeGreaterThan(3);
  });

  test("the block by which clients find out that this is a gateway", async () => {
    const { response, bytes } = await get("bafkqaaa?format=raw");
    expect([response.status, bytes.length]).toEqual([200, 0]);
  });

  test("HEAD and unchanged CARs", async () => {
    const head = await get(`${long.cid}?format=car`, {}, "HEAD");
    expect([head.response.status, head.bytes.length]).toEqual([200, 0]);
    const etag = head.headers.get("etag") ?? "";
    expect((await get(`${long.cid}?format=car`, { "if-none-match": etag })).response.status).toBe(304);
    expect((await get(long.cid, { "if-none-match": etag })).response.status).toBe(200);
  });
});

describe("what is not there", () => {
  const forms = ["", "?format=raw", "?format=car"];

  test.each(forms)("unknown and restricted ones cannot be told apart: %s", async (query) => {
    const unknown = await api.call("GET", `/ipfs/${NOWHERE}${query}`);
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get("content-type")).toBe("application/problem+json");
    expect(unknown.headers.get("cache-control")).toBe("no-store");
    for (const { cid } of [hidden, hiddenLong]) {
      const withheld = await api.call("GET", `/ipfs/${cid}${query}`, { token });
      expect([withheld.status, withheld.body]).toEqual([404, unknown.body]);
    }
  });

  test("an erased file is gone, and from IPFS too", async () => {
    const { sha256, cid } = await attach(new TextEncoder().encode("to be erased"), "text/plain");
    expect((await get(cid)).response.status).toBe(200);
    await until(async () => (await node.pinned()).includes(cid));
    const store = join(api.folder, "objects");
    await mkdir(join(store, "erased", sha256.slice(0, 2)), { recursive: true });
    await writeFile(join(store, "erased", sha256.slice(0, 2), sha256), "");
    await rm(join(store, "public", sha256.slice(0, 2), sha256));
    for (const query of forms) expect((await get(`${cid}${query}`)).response.status).toBe(410);
    await until(async () => !(await node.pinned()).includes(cid));
  });

  test.each(["nonsense", "Qm", "bafy", "..%2f..%2fetc", "%00", "b".repeat(5_000), "日本", TOO_LONG])(
    "%s is no CID",
    async (name) => {
      const { status, body } = await api.call("GET", `/ipfs/${encodeURIComponent(name)}`);
      expect([status, body.title]).toEqual([400, "Bad Request"]);
    },
  );

  test.each(["?format=tar", "?format=car&dag-scope=some", "?format=car&car-version=2"])(
    "%s is not served",
    async (query) => {
      expect((await get(`${long.cid}${query}`)).response.status).toBe(400);
    },
  );

  test("nothing is below a file, and nothing is written there", async () => {
    expect((await get(`${long.cid}/index.html`)).response.status).toBe(404);
    expect((await get(long.cid, {}, "PUT")).response.status).toBe(405);
  });
});
