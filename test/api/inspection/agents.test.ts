/** Binding a wallet makes it and the custodial address each other's agent: batches of either go on under the other. */
import type { HDNodeWallet, Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { traceClient } from "../../../chain/client.ts";
import { appointDueAgents } from "../../../domain/accounts/appoint-due-agents.ts";
import type { TypedData } from "../../../domain/operations/outbox.ts";
import { capacityOf } from "../../../domain/records/capacity.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { type Api, keyOf, startApi } from "../support/api.ts";
import { accountOf, appWith, bind, join, type Member, newBatch, newWallet, signedChallenge } from "./support.ts";

let api: Api;
let bringer: ReturnType<typeof traceClient>;
beforeAll(async () => {
  api = await startApi();
  bringer = traceClient(api.chain, (await api.chain.actor(70)).wallet);
});
afterAll(() => api.close());

interface ToSign {
  readonly id: string;
  readonly url: string;
  readonly state: string;
  readonly typed_data: TypedData;
}

const lower = ({ address }: { address: string }) => address.toLowerCase() as Hex;
const deadline = () => Math.floor(Date.now() / 1000) + 86_400;

async function sign(token: string, wallet: Wallet, url: string, { domain, types, message }: TypedData) {
  const { EIP712Domain: _, ...structs } = types;
  const signature = await wallet.signTypedData(domain, structs as never, message);
  const answer = await api.call("POST", `${url}/signature`, { token, body: { signature } });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body.data;
}

/** Binds a wallet; gives what it may sign besides. */
async function bound({ token }: Member, wallet: Wallet): Promise<ToSign[]> {
  const { status, text, body } = await bind(api, token, await signedChallenge(api, token, wallet));
  if (status !== 200) throw new Error(text);
  return body.operations;
}

/** Whether the chain has an account for a custodian's agent. */
const isAgent = async (custodian: string, account: string): Promise<boolean> =>
  (await api.chain.trace.getFunction("standingOf")(`0x${"00".repeat(32)}`, custodian, account)).isAgent;

/** The last line of a batch: its kind, whose it is, and in which capacity. */
async function lastLine(batchId: Hex) {
  const line = (await api.services.mirror.linesOf(batchId)).at(-1);
  return line && [line.kind, line.chain.actor, capacityOf(line.args)];
}

/** A producer with a batch of its own that is closed to others, held by its custodial key. */
async function grower() {
  const member = await join(api, "Producer");
  const account = await accountOf(api, member.email);
  const { id } = await newBatch(api, member.token);
  const batch = await api.services.mirror.batchByTraceId(id);
  if (!batch) throw new Error("no batch");
  const key = (await keyOf(api, account.id)).connect((api.chain.trace.runner as HDNodeWallet).provider);
  const custodial = traceClient(api.chain, key as HDNodeWallet);
  const closing = await custodial.signSetOpen(
    { code: batch.code, open: false, digest: `0x${"11".repeat(32)}` },
    { deadline: deadline() },
  );
  expect((await bringer.bring([closing])).skipped).toEqual([]);
  await expect.poll(async () => (await lastLine(batch.id))?.[0], { timeout: 60_000 }).toBe("opening");
  return { member, batch, id, custodial: account.address };
}

test("a wallet writes, as holder, on what its account's custodial key held before", async () => {
  const { member, batch, id, custodial } = await grower();
  const { token } = member;
  const wallet = newWallet();
  const [agency, ...others] = await bound(member, wallet);
  expect(others).toEqual([]);
  expect(await isAgent(custodial, wallet.address)).toBe(true);

  // A kind of its role, and one of no role of its own: on a batch that is closed to all but its holder.
  for (const type of ["harvest", "transport"]) {
    const event = await api.call("POST", `/v1/traces/${id}/events`, { token, body: { type, title: "By wallet" } });
    expect([event.status, event.body.data?.typedData?.primaryType]).toEqual([202, "Record"]);
    const done = await sign(token, wallet, `/v1/operations/${event.body.data.id}`, event.body.data.typedData);
    expect(done.chain.actor).toBe(wallet.address);
    expect(await lastLine(batch.id)).toEqual([type, lower(wallet), "holder"]);
  }
  // What the authorities alone may say, a holder may not.
  const inspected = await api.call("POST", `/v1/traces/${id}/events`, {
    token,
    body: { type: "certificate" },
  });
  expect(inspected.status).toBe(403);

  // A description is its author's to change, and the author's key is here.
  const changed = await api.call("PATCH", `/v1/traces/${id}`, { token, body: { description: "Ripe" } });
  expect([changed.status, await lastLine(batch.id)]).toEqual([200, ["amendment", custodial, "holder"]]);
  // None of it waited for what the wallet has yet to sign.
  expect(agency).toMatchObject({ state: "unsigned", typed_data: { primaryType: "SetAgent" } });
  const removed = await api.call("DELETE", `/v1/traces/${id}`, { token });
  expect(removed.status).toBe(202);
  await sign(token, wallet, `/v1/operations/${removed.body.data.id}`, removed.body.data.typedData);
  expect(await lastLine(batch.id)).toEqual(["withdrawal", lower(wallet), "holder"]);
});

test("once the wallet signed for it, the custodial key goes on with what the wallet holds", async () => {
  const { member, batch, id, custodial } = await grower();
  const { token } = member;
  const wallet = newWallet();
  const [agency] = await bound(member, wallet);
  expect(agency?.typed_data.message).toMatchObject({ account: custodial, added: true, actor: lower(wallet) });

  // Into the wallet's hands: by a hand-over of which this API knows nothing.
  const key = (await keyOf(api, Number(member.user.id.slice(5)))).connect(
    (api.chain.trace.runner as HDNodeWallet).provider,
  );
  const digest = `0x${"22".repeat(32)}` as const;
  const offer = await traceClient(api.chain, key as HDNodeWallet).signOfferCustody(
    { code: batch.code, to: lower(wallet), digest },
    { deadline: deadline() },
  );
  await bringer.bring([offer]);
  const accepting = traceClient(api.chain, wallet.connect((api.chain.trace.runner as HDNodeWallet).provider));
  await bringer.bring([
    // Its first nonce is the proposal's.
    await accepting.signAcceptCustody(
      { code: batch.code, quantity: batch.quantity, digest },
      { deadline: deadline(), nonce: 7 },
    ),
  ]);
  await expect.poll(async () => (await lastLine(batch.id))?.[0], { timeout: 60_000 }).toBe("custody-transfer");
  const change = (description: string) => api.call("PATCH", `/v1/traces/${id}`, { token, body: { description } });
  expect((await change("Too early")).status).toBe(403);

  const done = await sign(token, wallet, agency?.url as string, agency?.typed_data as TypedData);
  expect([done.verb, done.state, await isAgent(wallet.address, custodial)]).toEqual(["setAgent", "mined", true]);
  expect((await change("Now")).status).toBe(200);
  expect(await lastLine(batch.id)).toEqual(["amendment", custodial, "holder"]);
  // There is nothing more to sign.
  const asked = await api.call("POST", "/auth/wallet/operations", { token });
  expect([asked.status, asked.body]).toMatchObject([200, { user: { wallet: wallet.address }, operations: [] }]);
});

test("another wallet takes the first one's place as agent, and the first may come back", async () => {
  const { member, custodial } = await grower();
  const [first, second] = [newWallet(), newWallet()];
  const [agency] = await bound(member, first);
  await sign(member.token, first, agency?.url as string, agency?.typed_data as TypedData);

  const next = await bound(member, second);
  expect([await isAgent(custodial, first.address), await isAgent(custodial, second.address)]).toEqual([false, true]);
  expect(next.map(({ typed_data: { message } }) => [message.actor, message.account, message.added])).toEqual([
    [lower(second), custodial, true],
    [lower(first), custodial, false],
  ]);
  // Asked for again, they are the same.
  const again = await api.call("POST", "/auth/wallet/operations", { token: member.token });
  expect(again.body.operations.map(({ id }: ToSign) => id)).toEqual(next.map(({ id }) => id));
  const [, dismissal] = next;
  await sign(member.token, first, dismissal?.url as string, dismissal?.typed_data as TypedData);
  expect(await isAgent(first.address, custodial)).toBe(false);

  const back = await bound(member, first);
  expect([await isAgent(custodial, first.address), await isAgent(custodial, second.address)]).toEqual([true, false]);
  expect(back.map(({ typed_data: { message } }) => [message.actor, message.added])).toEqual([[lower(first), true]]);
  const rebuilt = await api.services.mirror.isAgent(custodial, lower(first));
  expect(rebuilt).toBe(true);
});

test("an agent that falls due with a wallet is appointed after a crash", async () => {
  const { member, custodial } = await grower();
  const wallet = newWallet();
  const crashed = appWith(api, {
    outbox: { ...api.services.outbox, accept: () => Promise.reject(new Error("the process ended here")) } as never,
  });
  const body = await signedChallenge(api, member.token, wallet);
  expect((await crashed.call("POST", "/auth/wallet", { token: member.token, body })).status).toBe(500);
  expect(await isAgent(custodial, wallet.address)).toBe(false);
  for (const { id } of await appointDueAgents(api.services)) await api.services.outbox.settle(id, 60_000);
  expect(await isAgent(custodial, wallet.address)).toBe(true);
  expect(await appointDueAgents(api.services)).toEqual([]);
});
