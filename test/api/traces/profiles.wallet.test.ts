/** A wallet says itself who it is: with its own signature over what the API returns. */
import type { HDNodeWallet, TypedDataField } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TypedData } from "../../../domain/operations/outbox.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
let token: string;
let wallet: HDNodeWallet;
beforeAll(async () => {
  api = await startApi();
  const account = await api.account("supplier", "Valley");
  token = account.token;
  wallet = (await api.chain.actor(90)).wallet;
  api.database.raw
    .prepare("update accounts set address = ?, custody = 'wallet' where id = ?")
    .run(wallet.address.toLowerCase(), account.user.id);
});
afterAll(() => api.close());

function signed({ domain, types, message }: TypedData): Promise<string> {
  const { EIP712Domain: _, ...structs } = types;
  return wallet.signTypedData(domain, structs as unknown as Record<string, TypedDataField[]>, message);
}

async function sign({ id, typedData }: { id: string; typedData: TypedData }) {
  const body = { signature: await signed(typedData) };
  return api.call("POST", `/v1/operations/${id}/signature`, { token, body });
}

const profile = async () => (await api.call("GET", `/v1/accounts/${wallet.address}/profile`)).body.data;

test("it is asked to sign, and nothing is said before; then it is, and taken back likewise", async () => {
  const proposed = await api.call("PUT", "/v1/profile", { token, body: { names: { en: "Green Valley" } } });
  expect([proposed.status, proposed.body.data]).toMatchObject([
    202,
    {
      verb: "describeAccount",
      state: "unsigned",
      typedData: { primaryType: "DescribeAccount", message: { account: wallet.address.toLowerCase() } },
    },
  ]);
  expect(await profile()).toMatchObject({ name: "Valley", says: null, history: [] });

  const landed = await sign(proposed.body.data);
  expect([landed.status, landed.body.data.state]).toEqual([200, expect.stringMatching(/mined|final/)]);
  const said = await profile();
  expect(said).toMatchObject({
    name: "Green Valley",
    says: { digest: proposed.body.data.typedData.message.digest, profile: { names: { en: "Green Valley" } } },
  });
  // In the wallet's name, by whoever brought it.
  expect(said.history).toMatchObject([{ by: { address: wallet.address, as: "itself" } }]);

  const withdrawn = await api.call("DELETE", "/v1/profile", { token });
  expect(withdrawn.status).toBe(202);
  expect((await sign(withdrawn.body.data)).status).toBe(200);
  expect(await profile()).toMatchObject({ name: "Valley", says: null, history: [{ withdrawn: true }, {}] });
});

test("what it signs by itself counts as well, once somebody brings the document", async () => {
  const { trace } = await api.chain.actor(90);
  const account = wallet.address.toLowerCase();
  const document = { format: "suyuan-profile/1", salt: "00".repeat(16), account, names: { zh: "绿谷" } };
  const { bytes, digest } = api.services.seal(document as never);
  await (await trace.getFunction("describeAccount")(account, digest)).wait();
  await expect.poll(async () => (await profile()).says?.digest, { timeout: 30_000 }).toBe(digest);
  expect(await profile()).toMatchObject({ name: "Valley", says: { profile: null } });

  const headers = { "content-type": "application/json" };
  const stored = await api.call("POST", "/v1/attachments", { token, body: bytes, headers });
  expect([stored.status, `0x${stored.body.data.sha256}`]).toEqual([201, digest]);
  expect(await profile()).toMatchObject({ name: "绿谷", names: { zh: "绿谷" } });
});
