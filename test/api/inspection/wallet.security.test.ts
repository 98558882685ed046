/** Wallets: whose they are not, and what is not good for proving it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ethereumWallets } from "../../../chain/wallets.ts";
import { grantDueRoles } from "../../../domain/accounts/grant-due-roles.ts";
import { type Api, PUBLIC_URL, startApi } from "../support/api.ts";
import { accountOf, appWith, bind, detailOf, join, newBatch, newWallet, PASSWORD, signedChallenge } from "./support.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const NOT_GOOD = "The message was not handed out to this account, was used or has expired: ask for another";

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
  const later = appWith(api, { now: () => new Date(Date.now() + 5 * 60_000) });
  const expired = await later.call("POST", "/auth/wallet", { token, body: request });
  expect([expired.status, detailOf(expired.body)]).toEqual([422, NOT_GOOD]);

  expect((await bind(api, token, request)).status).toBe(200);
  // Sent again it is bound as it was, if it is signed as it was; another account's it is not.
  expect((await bind(api, token, request)).status).toBe(200);
  const forged = { ...request, signature: await newWallet().signMessage(request.message) };
  expect((await bind(api, token, forged)).status).toBe(422);
  const again = await bind(api, thief.token, request);
  expect([again.status, detailOf(again.body)]).toEqual([422, NOT_GOOD]);
});

test("a wallet that is only named is nobody's: others name it too, nobody is found by it, and who proves it has it", async () => {
  const wallet = newWallet();
  const first = await join(api, "Producer");
  const second = await join(api, "Inspector");
  const claim = (token: string, address: unknown = wallet.address) => bind(api, token, { address } as object);
  for (const { token, user } of [first, second]) {
    const { status, body } = await claim(token);
    const claimed = { ...user, wallet: wallet.address, wallet_proved: false };
    expect([status, body]).toEqual([200, { user: claimed, operations: [] }]);
  }
  const address = wallet.address.toLowerCase() as `0x${string}`;
  expect(await api.services.accounts.byAddresses([address])).toEqual(new Map());
  expect((await accountOf(api, first.email)).custody).toBe("custodial");
  const asked = await api.call("POST", "/auth/login/wallet/challenge", { body: { address } });
  const login = { address, message: asked.body.message, signature: await wallet.signMessage(asked.body.message) };
  expect((await api.call("POST", "/auth/login/wallet", { body: login })).status).toBe(401);
  const profile = await api.call("GET", `/v1/profiles/${address}`);
  expect(profile.text).not.toContain(first.user.id);

  // A stranger's proof meets nothing in its way, and takes nothing but the wallet.
  const owner = await join(api, "Producer");
  expect((await bind(api, owner.token, await signedChallenge(api, owner.token, wallet))).body.user).toMatchObject({
    wallet: wallet.address,
    wallet_proved: true,
  });
  const batch = await newBatch(api, first.token);
  expect(batch.owner_id).toBe(first.user.id);
  // Named again after that, too: it tells nobody whether somebody has it.
  expect((await claim(second.token)).status).toBe(200);
  expect((await bind(api, second.token, await signedChallenge(api, second.token, wallet))).status).toBe(409);
});

test("an address that is none is not noted, nor half a proof", async () => {
  const { token, user, email } = await join(api, "Producer");
  for (const body of [
    {},
    { address: null },
    { address: "0x12" },
    { address: `0x${"0".repeat(40)}` },
    { address: ["0x"] },
    { address: newWallet().address, message: "m" },
    { address: newWallet().address, signature: "0x12" },
    { address: newWallet().address, message: "", signature: `0x${"12".repeat(65)}` },
  ]) {
    expect([body, (await bind(api, token, body)).status]).toEqual([body, 422]);
  }
  const { body } = await api.call("POST", "/auth/login", { body: { email, password: PASSWORD } });
  expect(body.user).toEqual({ ...user, wallet: null, wallet_proved: false });
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
  expect((await accountOf(api, email)).custody).toBe("custodial");
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
      message: "This wallet is another account's",
      errors: [{ detail: "This wallet is another account's", pointer: "#/address" }],
    },
  ]);
  await bind(api, first.token, await signedChallenge(api, first.token, newWallet()));
  expect((await taken()).status).toBe(409);
  expect((await accountOf(api, second.email)).custody).toBe("custodial");
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
  const answer = await appWith(api, { wallets: away }).call("POST", "/auth/wallet", { token, body: request });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  // A key's own signature needs no chain.
  const own = await signedChallenge(api, token, wallet);
  expect((await appWith(api, { wallets: away }).call("POST", "/auth/wallet", { token, body: own })).status).toBe(200);
});

test("a role that falls due with a wallet is granted after a crash, and one that was revoked is not", async () => {
  const { token, email } = await join(api, "Producer");
  const { outbox } = api.services;
  const crashed = appWith(api, {
    outbox: { ...outbox, accept: () => Promise.reject(new Error("the process ended here")) } as never,
  });
  const wallet = newWallet();
  const body = await signedChallenge(api, token, wallet);
  expect((await crashed.call("POST", "/auth/wallet", { token, body })).status).toBe(500);
  const account = await accountOf(api, email);
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
  await expect.poll(async () => (await create()).status).toBe(403);
  const next = newWallet();
  expect((await bind(api, token, await signedChallenge(api, token, next))).status).toBe(200);
  const held = await api.chain.rolesOf(next.address);
  expect(held).toBe(0);
});
