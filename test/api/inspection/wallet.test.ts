/** Wallets: proved by a signature over the server's own text, and from then on the account's address. */
import { ContractFactory, type Wallet } from "ethers";
import hre from "hardhat";
import { SiweMessage } from "siwe";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TypedData } from "../../../domain/operations/outbox.ts";
import { type Answer, type Api, PUBLIC_URL, startApi } from "../support/api.ts";
import { TIME } from "../support/examples.ts";
import {
  accountOf,
  BATCH_ID,
  bind,
  detailOf,
  join,
  newBatch,
  newWallet,
  PASSWORD,
  pathOf,
  report,
  signedChallenge,
} from "./support.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Signs an operation as its account's wallet would, and brings the signature. */
async function sign(token: string, wallet: Wallet, operation: { url: string; typed_data: TypedData }): Promise<void> {
  const { domain, types, message } = operation.typed_data;
  const { EIP712Domain: _, ...structs } = types;
  const signature = await wallet.signTypedData(domain, structs as never, message);
  const { status, text } = await api.call("POST", `${operation.url}/signature`, { token, body: { signature } });
  if (status !== 200) throw new Error(text);
}

test("the text is one of EIP-4361 for this server, chain and account", async () => {
  const { token, user } = await join(api, "Producer");
  const wallet = newWallet();
  const { status, body } = await api.call("POST", "/auth/wallet/challenge", {
    token,
    body: { address: wallet.address.toLowerCase() },
  });
  expect(status).toBe(200);
  expect(body).toEqual({
    message: expect.any(String),
    nonce: expect.stringMatching(/^[0-9a-f]{32}$/),
    expires_at: expect.stringMatching(TIME),
  });
  // By the reference implementation's parser.
  const message = new SiweMessage(body.message);
  expect(message).toMatchObject({
    domain: "trace.example",
    address: wallet.address,
    uri: PUBLIC_URL,
    version: "1",
    chainId: api.chain.chainId,
    nonce: body.nonce,
    expirationTime: body.expires_at,
  });
  expect(message.statement).toContain(user.id);
  expect(Date.parse(body.expires_at) - Date.parse(message.issuedAt ?? "")).toBe(5 * 60_000);
});

test("a bound wallet is the account's, has its role on chain, and what it wrote before stays its own", async () => {
  const { token, email, user } = await join(api, "Producer");
  const before = await newBatch(api, token);
  const earlier = (await accountOf(api, email)).address;
  const wallet = newWallet();
  const request = await signedChallenge(api, token, wallet);
  const bound = await bind(api, token, request);
  expect([bound.status, bound.body]).toEqual([
    200,
    {
      user: { ...user, wallet: wallet.address, wallet_proved: true },
      operations: [expect.objectContaining({ state: "unsigned" })],
    },
  ]);

  const address = wallet.address.toLowerCase();
  expect(await accountOf(api, email)).toMatchObject({ address, custody: "wallet" });
  const role = await api.chain.trace.getFunction("PRODUCER_ROLE")();
  expect(await api.chain.trace.getFunction("hasRole")(role, wallet.address)).toBe(true);
  expect((await api.call("POST", "/auth/login", { body: { email, password: PASSWORD } })).body.user).toEqual(
    bound.body.user,
  );

  const found = await api.services.accounts.byAddresses([earlier, address as `0x${string}`]);
  expect([...found.values()].map(({ id }) => `user-${id}`)).toEqual([user.id, user.id]);
  const read = await api.call("GET", `/batches/${before.id}`, { token });
  expect(read.body).toMatchObject({ owner_id: user.id, metadata: before.metadata });
  const events = await api.call("GET", `/v1/traces/${before.id}/events`, { token });
  expect(events.body.data[0].operatorId).toBe(user.id);

  // What it holds since before still moves by the address that holds it, whose key is here.
  const change = await api.call("PATCH", `/v1/traces/${before.id}`, { token, body: { description: "Ripe" } });
  expect([change.status, change.body.data?.description]).toEqual([200, "Ripe"]);

  // A second wallet takes the first one's place, which is kept too; and the first may come back.
  const second = newWallet();
  expect((await bind(api, token, await signedChallenge(api, token, second))).body.user.wallet).toBe(second.address);
  expect(await api.services.accounts.earlierAddresses((await accountOf(api, email)).id)).toEqual([earlier, address]);
  expect((await bind(api, token, await signedChallenge(api, token, wallet))).status).toBe(200);
  expect(await api.services.accounts.earlierAddresses((await accountOf(api, email)).id)).toEqual([
    earlier,
    second.address.toLowerCase(),
  ]);
});

test("what a bound wallet writes comes back as typed data, and lands as its own once signed", async () => {
  const producer = await join(api, "Producer");
  const inspector = await join(api, "Inspector");
  const wallets = { producer: newWallet(), inspector: newWallet() };
  await bind(api, producer.token, await signedChallenge(api, producer.token, wallets.producer));
  await bind(api, inspector.token, await signedChallenge(api, inspector.token, wallets.inspector));

  const metadata = { name: "Signed at home", quantity: 2, unit: "kg" };
  const created = await api.call("POST", "/batches", { token: producer.token, body: { metadata } });
  expect([created.status, created.body.id]).toEqual([202, expect.stringMatching(BATCH_ID)]);
  expect(created.body.operation).toMatchObject({ state: "unsigned", typed_data: { primaryType: "Create" } });
  await sign(producer.token, wallets.producer, created.body.operation);
  const batch = api.services.batchId(created.body.operation.typed_data.message.code);
  const path = `/batches/${created.body.id}`;
  const read = await api.call("GET", path, { token: producer.token });
  expect(read.body).toMatchObject({ metadata, owner_id: producer.user.id, status: "created" });

  const submitted = await api.call("POST", `${path}/inspection`, {
    token: inspector.token,
    body: { result: "fail", file_url: await report(api, inspector.token) },
  });
  expect([submitted.status, submitted.body.operation.typed_data.primaryType]).toEqual([202, "Inspect"]);
  await sign(inspector.token, wallets.inspector, submitted.body.operation);
  expect((await api.call("GET", path, { token: producer.token })).body).toMatchObject({
    status: "failed",
    inspections: [{ result: "fail" }],
  });
  const lines = await api.services.mirror.linesOf(batch);
  const { producer: first, inspector: second } = wallets;
  expect(lines.map(({ chain }) => chain.actor)).toEqual([first, second].map(({ address }) => address.toLowerCase()));
});

test("a client that only names its wallet writes on as before, and may prove it later", async () => {
  const { token, email, user } = await join(api, "Producer");
  const [wallet, second] = [newWallet(), newWallet()];
  const claimed = (address: string) => ({ ...user, wallet: address, wallet_proved: false });
  const named = await bind(api, token, { address: second.address.toLowerCase() });
  expect([named.status, named.body]).toEqual([200, { user: claimed(second.address), operations: [] }]);
  const headers = { "idempotency-key": "mine" };
  for (let round = 0; round < 2; round++) {
    const again = await bind(api, token, { address: wallet.address, message: null }, { headers });
    expect([again.status, again.body.user]).toEqual([200, claimed(wallet.address)]);
  }
  expect((await bind(api, token, { address: second.address }, { headers })).status).toBe(409);
  const logIn = () => api.call("POST", "/auth/login", { body: { email, password: PASSWORD } });
  expect((await logIn()).body.user).toEqual(claimed(wallet.address));
  const created = await api.call("POST", "/batches", { token, body: { metadata: { name: "Plain" } } });
  expect([created.status, created.body.id]).toEqual([201, expect.stringMatching(BATCH_ID)]);
  const async = { prefer: "respond-async" };
  const slow = await api.call("POST", "/batches", { token, body: { metadata: {} }, headers: async });
  expect([slow.status, slow.body.id]).toEqual([202, expect.stringMatching(BATCH_ID)]);

  const bound = await bind(api, token, await signedChallenge(api, token, second));
  expect(bound.body.user).toMatchObject({ wallet: second.address, wallet_proved: true });
  expect((await logIn()).body.user).toMatchObject({ wallet: second.address, wallet_proved: true });
  // Naming that one is no change, and another does not take its place by being named.
  expect((await bind(api, token, { address: second.address })).body.user.wallet_proved).toBe(true);
  expect((await bind(api, token, { address: wallet.address })).status).toBe(409);
  expect((await accountOf(api, email)).address).toBe(second.address.toLowerCase());
});

test("the same binding sent twice at once, and again, is the same act without any key", async () => {
  for (let round = 0; round < 3; round++) {
    const { token, email } = await join(api, "Inspector");
    const wallet = newWallet();
    const request = await signedChallenge(api, token, wallet);
    const answers = await Promise.all(Array.from({ length: 3 }, () => bind(api, token, request)));
    expect(answers.map(({ status, body }) => [status, body.user?.wallet])).toEqual(
      Array(3).fill([200, wallet.address]),
    );
    expect((await bind(api, token, request)).status).toBe(200);
    expect(await api.services.accounts.earlierAddresses((await accountOf(api, email)).id)).toHaveLength(1);
  }
});

test("restricted files that an account recorded before stay open to it", async () => {
  const inspector = await join(api, "Inspector");
  const producer = await join(api, "Producer");
  const traced = await api.call("POST", "/v1/traces", {
    token: producer.token,
    body: { name: "Secret", description: "Recipe", quantity: 1, unit: "kg", restricted: true },
  });
  const path = `/batches/${traced.body.data.id}`;
  const url = await report(api, inspector.token, new TextEncoder().encode("r"), {
    content_type: "text/plain",
    restricted: true,
  });
  expect(pathOf(url)).toMatch(/^\/v1\/attachments\//);
  await bind(api, producer.token, await signedChallenge(api, producer.token, newWallet()));
  expect((await api.call("GET", path, { token: producer.token })).body.metadata.description).toBe("Recipe");
  const other = await join(api, "Producer");
  expect((await api.call("GET", path, { token: other.token })).body).toMatchObject({ withheld: true });
});

test("a contract's wallet is bound as the contract has it, and no other answer counts", async () => {
  const owner = newWallet();
  const deploy = async (name: string, parameter: unknown) => {
    const { abi, bytecode } = await hre.artifacts.readArtifact(name);
    const contract = await new ContractFactory(abi, bytecode, api.chain.trace.runner).deploy(parameter);
    await contract.deploymentTransaction()?.wait();
    return contract.getAddress();
  };
  const { token } = await join(api, "Inspector");
  const own = await deploy("Wallet", owner.address);
  const stranger = await bind(api, token, await signedChallenge(api, token, newWallet(), own));
  expect([stranger.status, detailOf(stranger.body)]).toEqual([
    422,
    "The signature is not this address's over this message",
  ]);
  for (const trick of [0, 1, 2, 3, 4, 5]) {
    const odd = await deploy("OddWallet", trick);
    expect((await bind(api, token, await signedChallenge(api, token, owner, odd))).status).toBe(422);
  }
  const bound = await bind(api, token, await signedChallenge(api, token, owner, own));
  expect([bound.status, bound.body.user.wallet]).toEqual([200, own]);
});

test("a retry with the same key is the same act, also of two at once", async () => {
  const { token } = await join(api, "Producer");
  const request = await signedChallenge(api, token, newWallet());
  const headers = { "idempotency-key": "bind" };
  const [one, two] = await Promise.all([
    bind(api, token, request, { headers }),
    bind(api, token, request, { headers }),
  ]);
  // What is to be signed is the same; until when that is good is told anew.
  const told = ({ body }: Answer) => [body.user, body.operations.map(({ id }: { id: string }) => id)];
  expect([one.status, two.status, told(two)]).toEqual([200, 200, told(one)]);
  expect(told(await bind(api, token, request, { headers }))).toEqual(told(one));
  const other = await signedChallenge(api, token, newWallet());
  expect((await bind(api, token, other, { headers })).status).toBe(409);
});
