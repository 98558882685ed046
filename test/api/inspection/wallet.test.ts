/** Wallets: proved by a signature over the server's own text, and from then on the account's address. */
import { ContractFactory, Wallet } from "ethers";
import hre from "hardhat";
import { SiweMessage } from "siwe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../../api/app.ts";
import { ethereumWallets } from "../../../chain/wallets.ts";
import type { TypedData } from "../../../domain/ports/outbox.ts";
import type { Services } from "../../../domain/services.ts";
import { grantDueRoles } from "../../../domain/verbs/grant-due-roles.ts";
import { type Api, clientOf, PUBLIC_URL, startApi } from "../support/api.ts";
import { TIME } from "../support/examples.ts";
import { bind, join, newBatch, PASSWORD, pathOf, report, signedChallenge } from "./support.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const newWallet = () => new Wallet(Wallet.createRandom().privateKey);
/** Another application over the same parts, but for some. */
const appWith = (services: Partial<Services>) =>
  clientOf(
    createApp({
      services: { ...api.services, ...services },
      health: {} as never,
      rpc: async () => ({}),
      web: new Map(),
      logger: { info() {}, warn() {}, error() {} } as never,
    }),
  );
const accountOf = async (email: string) => {
  const account = await api.services.accounts.byIdentifier(email);
  if (!account) throw new Error("no such account");
  return account;
};
const detailOf = (body: { errors?: { detail: string }[] }) => body.errors?.[0]?.detail;
/** Signs an operation as its account's wallet would, and brings the signature. */
async function sign(token: string, wallet: Wallet, operation: { url: string; typed_data: TypedData }): Promise<void> {
  const { domain, types, message } = operation.typed_data;
  const { EIP712Domain: _, ...structs } = types;
  const signature = await wallet.signTypedData(domain, structs as never, message);
  const { status, text } = await api.call("POST", `${operation.url}/signature`, { token, body: { signature } });
  if (status !== 200) throw new Error(text);
}
const NOT_GOOD = "The message was not handed out to this account, was used or has expired: ask for another";

describe("happy", () => {
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
    const earlier = (await accountOf(email)).address;
    const wallet = newWallet();
    const request = await signedChallenge(api, token, wallet);
    const bound = await bind(api, token, request);
    expect([bound.status, bound.body]).toEqual([200, { user: { ...user, wallet: wallet.address } }]);

    const address = wallet.address.toLowerCase();
    expect(await accountOf(email)).toMatchObject({ address, custody: "wallet" });
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
    expect(await api.services.accounts.earlierAddresses((await accountOf(email)).id)).toEqual([earlier, address]);
    expect((await bind(api, token, await signedChallenge(api, token, wallet))).status).toBe(200);
    expect(await api.services.accounts.earlierAddresses((await accountOf(email)).id)).toEqual([
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
    expect(created.status).toBe(202);
    expect(created.body.operation).toMatchObject({ state: "unsigned", typed_data: { primaryType: "Create" } });
    await sign(producer.token, wallets.producer, created.body.operation);
    const batch = api.services.batchId(created.body.operation.typed_data.message.code);
    const path = `/batches/trace-${batch.slice(2, 34)}`;
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
    expect([one.status, two.status, two.body]).toEqual([200, 200, one.body]);
    expect((await bind(api, token, request, { headers })).body).toEqual(one.body);
    const other = await signedChallenge(api, token, newWallet());
    expect((await bind(api, token, other, { headers })).status).toBe(409);
  });
});

describe("security", () => {
  test("a text is good once, for its account and address, as it is, and for five minutes", async () => {
    const { token } = await join(api, "Producer");
    const thief = await join(api, "Producer");
    const wallet = newWallet();
    const request = await signedChallenge(api, token, wallet);

    const stolen = await bind(api, thief.token, request);
    expect([stolen.status, detailOf(stolen.body)]).toEqual([422, NOT_GOOD]);
    const elsewhere = await bind(api, token, { ...request, address: newWallet().address });
    expect(detailOf(elsewhere.body)).toBe("The message is for another address");
    // Each a change that a wallet would show, signed well.
    for (const message of [
      request.message.replace("trace.example", "evil.example"),
      request.message.replace(/Nonce: \w+/, `Nonce: ${"0".repeat(32)}`),
      request.message.replace(/Expiration Time: \d{4}/, "Expiration Time: 2999"),
      `${request.message}\n`,
      "anything",
    ]) {
      const changed = { ...request, message, signature: await wallet.signMessage(message) };
      expect(detailOf((await bind(api, token, changed)).body)).toBe(NOT_GOOD);
    }
    const later = appWith({ now: () => new Date(Date.now() + 5 * 60_000) });
    const expired = await later.call("POST", "/auth/wallet", { token, body: request });
    expect([expired.status, detailOf(expired.body)]).toEqual([422, NOT_GOOD]);

    expect((await bind(api, token, request)).status).toBe(200);
    const again = await bind(api, token, request);
    expect([again.status, detailOf(again.body)]).toEqual([422, NOT_GOOD]);
  });

  test("a signature that is not the address's binds nothing", async () => {
    const { token, email } = await join(api, "Producer");
    const wallet = newWallet();
    const request = await signedChallenge(api, token, wallet);
    const { r, s } = { r: request.signature.slice(2, 66), s: request.signature.slice(66, 130) };
    for (const signature of [
      await newWallet().signMessage(request.message),
      `0x${"0".repeat(130)}`,
      `0x${r}${s}`.slice(0, 100),
      `0x${r}${s}${request.signature.endsWith("1b") ? "1c" : "1b"}`,
      "0x00",
    ]) {
      const { status, body } = await bind(api, token, { ...request, signature });
      expect([status, detailOf(body)]).toEqual([422, "The signature is not this address's over this message"]);
    }
    expect((await accountOf(email)).custody).toBe("custodial");
  });

  test("a wallet that is another account's, or was, is refused", async () => {
    const first = await join(api, "Producer");
    const second = await join(api, "Inspector");
    const wallet = newWallet();
    expect((await bind(api, first.token, await signedChallenge(api, first.token, wallet))).status).toBe(200);
    const taken = async () => bind(api, second.token, await signedChallenge(api, second.token, wallet));
    expect([(await taken()).status, (await taken()).body]).toEqual([
      409,
      {
        type: "about:blank",
        title: "Conflict",
        status: 409,
        detail: "This wallet is another account's",
        errors: [{ detail: "This wallet is another account's", pointer: "#/address" }],
      },
    ]);
    await bind(api, first.token, await signedChallenge(api, first.token, newWallet()));
    expect((await taken()).status).toBe(409);
    expect((await accountOf(second.email)).custody).toBe("custodial");
  });

  test("two accounts that bind the same wallet at once: one has it", async () => {
    const members = await Promise.all([join(api, "Producer"), join(api, "Producer")]);
    const wallet = newWallet();
    const requests = await Promise.all(members.map(({ token }) => signedChallenge(api, token, wallet)));
    const answers = await Promise.all(members.map(({ token }, index) => bind(api, token, requests[index] as object)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test("a chain that cannot be asked about a contract refuses for now, and uses nothing up", async () => {
    const { token } = await join(api, "Producer");
    const wallet = newWallet();
    const request = await signedChallenge(api, token, wallet, newWallet().address);
    const server = { publicUrl: PUBLIC_URL, chainId: api.chain.chainId };
    const away = ethereumWallets({ call: () => Promise.reject(new Error("away")) }, server);
    const answer = await appWith({ wallets: away }).call("POST", "/auth/wallet", { token, body: request });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    // A key's own signature needs no chain.
    const own = await signedChallenge(api, token, wallet);
    expect((await appWith({ wallets: away }).call("POST", "/auth/wallet", { token, body: own })).status).toBe(200);
  });

  test("a role that falls due with a wallet is granted after a crash, and one that was revoked is not", async () => {
    const { token, email } = await join(api, "Producer");
    const { outbox } = api.services;
    const crashed = appWith({
      outbox: { ...outbox, accept: () => Promise.reject(new Error("the process ended here")) } as never,
    });
    const wallet = newWallet();
    const body = await signedChallenge(api, token, wallet);
    expect((await crashed.call("POST", "/auth/wallet", { token, body })).status).toBe(500);
    const account = await accountOf(email);
    expect(account.address).toBe(wallet.address.toLowerCase());
    for (const { id } of await grantDueRoles(api.services, account.id)) await outbox.settle(id, 30_000);
    expect(await api.services.mirror.rolesOf(account.address)).not.toBe(0);

    // Revoked as a producer, an inspector besides: the wallet does not bring the old role back.
    const call = async (verb: string, role: string, address: string) => {
      const identifier = await api.chain.trace.getFunction(role)();
      await (await api.chain.trace.getFunction(verb)(identifier, address)).wait();
    };
    await call("grantRole", "INSPECTOR_ROLE", account.address);
    await call("revokeRole", "PRODUCER_ROLE", account.address);
    const create = () => api.call("POST", "/batches", { token, body: { metadata: {} } });
    await expect.poll(async () => (await create()).status, { timeout: 10_000 }).toBe(403);
    const next = newWallet();
    expect((await bind(api, token, await signedChallenge(api, token, next))).status).toBe(200);
    const [held] = await api.chain.trace.getFunction("rolesOf")(next.address);
    expect(held).toBe(0n);
  });
});
