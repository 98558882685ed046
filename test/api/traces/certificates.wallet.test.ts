/** An inspector whose own wallet signs: the certificate counts once its signature is on chain. */
import type { Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bind, join, newWallet, signedChallenge } from "../inspection/support.ts";
import { type Api, startApi } from "../support/api.ts";
import { ASKED, fileOf, issue } from "./support/certificates.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function sign(token: string, wallet: Wallet, operation: { id: string; typedData: Record<string, unknown> }) {
  const { domain, types, message } = operation.typedData;
  const { EIP712Domain: _, ...structs } = types as Record<string, unknown>;
  const signature = await wallet.signTypedData(domain as never, structs as never, message as never);
  const path = `/v1/operations/${operation.id}/signature`;
  const { status, text } = await api.call("POST", path, { token, body: { signature } });
  if (status !== 200) throw new Error(text);
}

test("what is to be signed is answered first, and the certificate after the signature", async () => {
  const producer = await api.account("supplier");
  const body = { name: "Apples", quantity: 1, unit: "kg" };
  const trace = (await api.call("POST", "/v1/traces", { token: producer.token, body })).body.data;
  const inspector = await join(api, "Inspector");
  const before = (await issue(api, inspector.token, trace.id)).body.data;
  const wallet = newWallet();
  const bound = await bind(api, inspector.token, await signedChallenge(api, inspector.token, wallet));
  expect(bound.status).toBe(200);
  await expect
    .poll(async () => (await issue(api, inspector.token, trace.id, { ...ASKED, type: "informational" })).status)
    .toBe(202);

  const headers = { "idempotency-key": "wallet-1" };
  const asked = await issue(api, inspector.token, trace.id, ASKED, headers);
  expect([asked.status, asked.body.data.state]).toEqual([202, "unsigned"]);
  expect(asked.headers.get("location")).toBe(`/v1/operations/${asked.body.data.id}`);
  const list = async () =>
    (await api.call("GET", `/v1/traces/${trace.id}/certificates`, { token: producer.token })).body.data;
  expect(await list()).toHaveLength(1);

  await sign(inspector.token, wallet, asked.body.data);
  const { status, body: issued } = await issue(api, inspector.token, trace.id, ASKED, headers);
  expect(status).toBe(201);
  expect(issued.data.issuedBy.address).toBe(wallet.address);
  expect((await fileOf(api, issued.data)).text).toContain(wallet.address.toLowerCase());
  expect(await list()).toHaveLength(2);

  const revoke = (number: string) =>
    api.call("POST", `/v1/certificates/${number}/revoke`, {
      token: inspector.token,
      body: { reason: "Wrong" },
      headers: { "idempotency-key": `revoke ${number}`.replace(" ", "-") },
    });
  const pending = await revoke(issued.data.certificateNumber);
  expect([pending.status, pending.body.data.state]).toEqual([202, "unsigned"]);
  await sign(inspector.token, wallet, pending.body.data);
  expect((await revoke(issued.data.certificateNumber)).body.data.status).toBe("revoked");

  // One that it issued before, by the key kept here, it revokes by that key.
  const own = await revoke(before.certificateNumber);
  expect([own.status, own.body.data?.status]).toEqual([200, "revoked"]);
});
