/** A proof brings along who described whoever acted: as of their lines, as of now, and those who confirmed it. */
import { id, ZeroHash } from "ethers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { httpRpc } from "../../../proof/contract-reader.ts";
import { describeName } from "../../../proof/name-messages.ts";
import { proofSchema } from "../../../proof/proof.ts";
import { verifyProof } from "../../../proof/verify.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
let token: string;
let actor: Awaited<ReturnType<Api["chain"]["actor"]>>;
let registry: string;
beforeAll(async () => {
  api = await startApi();
  ({ token } = await api.account("supplier"));
  actor = await api.chain.actor(1, "producer");
  registry = (
    await (api.chain.trace.runner as unknown as { getAddress(): Promise<string> }).getAddress()
  ).toLowerCase();
});
afterAll(() => api.close());

const KILOGRAMS = "0x4b474d";
const addressOf = ({ wallet }: typeof actor) => wallet.address.toLowerCase();
const profileOf = (account: string, name: string) =>
  JSON.stringify({ account, format: "suyuan-profile/1", names: { en: name }, salt: "00".repeat(16) });

/** Lay a profile down and name it in a line; waits for the mirror. */
async function describeAs(trace: typeof actor.trace, account: string, text: string | null): Promise<string> {
  let digest = ZeroHash;
  if (text !== null)
    digest = (await api.services.objects.put(new TextEncoder().encode(text), { restricted: false })).sha256;
  await (await trace.getFunction("describeAccount")(account, digest)).wait();
  await mirrored();
  return digest;
}

async function mirrored(): Promise<void> {
  const line = await api.chain.lineCount();
  const last = () => api.database.raw.prepare("select max(line) from facts").pluck().get();
  await vi.waitFor(() => expect(last()).toBe(line), { timeout: 120_000, interval: 50 });
}

async function proofOf(code: string) {
  const { status, body } = await api.call("GET", `/v1/traces/public/${code}/proof`);
  expect(status).toBe(200);
  return proofSchema.parse(body.data);
}

test("the lines that matter and their profiles, and no others", async () => {
  const account = addressOf(actor);
  await describeAs(actor.trace, account, profileOf(account, "Before"));
  const said = await describeAs(actor.trace, account, profileOf(account, "Green Valley"));
  const confirmed = await describeAs(api.chain.trace, account, profileOf(account, "Green Valley Ltd"));
  await describeAs(api.chain.trace, registry, profileOf(registry, "Old Registry"));
  await (
    await actor.trace.getFunction("create")("NAMED", KILOGRAMS, 5_000n, true, actor.wallet.address, id("a document"))
  ).wait();
  await describeAs(actor.trace, account, null);
  const renamed = await describeAs(api.chain.trace, registry, profileOf(registry, "Registry"));
  const other = await api.chain.actor(2);
  await describeAs(other.trace, addressOf(other), profileOf(addressOf(other), "Nobody here"));

  const { profiles } = await proofOf("NAMED");
  const shown = profiles?.lines.map(({ account, author, digest, roles }) => [account, author, digest, roles]);
  expect(shown).toEqual([
    [account, account, said, 0],
    [account, registry, confirmed, 64],
    [registry, registry, expect.any(String), 0],
    [account, account, ZeroHash, 0],
    [registry, registry, renamed, 0],
  ]);
  expect(Object.keys(profiles?.documents ?? {})).toEqual(
    [...new Set(profiles?.lines.map(({ digest }) => digest))].filter((digest) => digest !== ZeroHash),
  );
  expect(profiles?.documents[confirmed]).toMatchObject({
    status: "public",
    text: profileOf(account, "Green Valley Ltd"),
  });
});

test("the proof names its lines' author, by a node and by our own endpoint", async () => {
  const proof = JSON.parse(JSON.stringify(await proofOf("NAMED")));
  const own = async (method: string, params: readonly unknown[]) => {
    const { body } = await api.call("POST", "/rpc", { body: { jsonrpc: "2.0", id: 1, method, params } });
    if (body.error) throw new Error(body.error.message);
    return body.result;
  };
  for (const rpc of [httpRpc(api.chain.url), own]) {
    const { names, checks } = await verifyProof(proof, {
      code: "NAMED",
      rpc,
      fetchBytes: async () => new Uint8Array(),
    });
    expect(checks.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    const [name] = names;
    expect(name && describeName(name, "en")).toBe(
      `Green Valley Ltd (${addressOf(actor)}), confirmed by ${registry}, which says it is Old Registry (not confirmed); ` +
        `says itself that it is Green Valley (not confirmed); now called Green Valley Ltd (${addressOf(actor)}), ` +
        `confirmed by ${registry}, which says it is Registry (not confirmed)`,
    );
  }
});

test("a profile that was withheld, is missing or is no page of text is said to be that", async () => {
  const account = addressOf(actor);
  const put = api.services.objects.put;
  const { sha256: secret } = await put(new TextEncoder().encode(profileOf(account, "Secret")), { restricted: true });
  const { sha256: long } = await put(new TextEncoder().encode("x".repeat(100_000)), { restricted: false });
  for (const [digest, status] of [
    [secret, "restricted"],
    [long, "unreadable"],
    [id("nothing"), "missing"],
  ] as const) {
    await (await actor.trace.getFunction("describeAccount")(account, digest)).wait();
    await mirrored();
    expect((await proofOf("NAMED")).profiles?.documents[digest]?.status).toBe(status);
  }
});

test("a batch of accounts that nobody described has none", async () => {
  const body = { name: "Apples", quantity: 1, unit: "kg", batchCode: "UNNAMED" };
  expect((await api.call("POST", "/v1/traces", { token, body })).status).toBe(201);
  expect((await proofOf("UNNAMED")).profiles).toEqual({ lines: [], documents: {} });
});
