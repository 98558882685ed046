/** Contract wallets act through the API as they would on chain: asked as the contract asks them, with as much gas. */
import { type Contract, type Log, type LogDescription, TypedDataEncoder, type Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusalOfSkipped } from "../../../chain/contract-errors.ts";
import { askWallet } from "../../../chain/wallet-signatures.ts";
import type { TypedData } from "../../../domain/operations/outbox.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { type Api, type Call, startApi } from "../support/api.ts";
import { deploy, SUFFIX, undeployed, wrapped } from "./contract-wallets.ts";
import { bind, detailOf, join, newWallet, signedChallenge } from "./support.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

function signed(owner: Wallet, { domain, types, message }: TypedData): Promise<string> {
  const { EIP712Domain: _, ...structs } = types;
  return owner.signTypedData(domain, structs as never, message);
}

/** A producer whose contract wallet is bound. */
async function producer(owner: Wallet, wallet: string) {
  const member = await join(api, "Producer");
  const bound = await bind(api, member.token, await signedChallenge(api, member.token, owner, wallet));
  if (bound.status !== 200) throw new Error(bound.text);
  return member;
}

const propose = async (token: string) =>
  (await api.call("POST", "/batches", { token, body: { metadata: { name: "Peaches" } } })).body.operation as {
    id: string;
    url: string;
    typed_data: TypedData;
  };

const sign = (token: string, { url }: { url: string }, signature: string) =>
  api.call("POST", `${url}/signature`, { token, body: { signature } });

test("a contract wallet is bound, asked to sign, and its line is on chain in its name", async () => {
  const owner = newWallet();
  const wallet = await (await deploy(api, "Wallet", owner.address)).getAddress();
  const { token, user } = await producer(owner, wallet);
  const operation = await propose(token);
  const stranger = await sign(token, operation, await signed(newWallet(), operation.typed_data));
  expect([stranger.status, stranger.body.details[0].message]).toEqual([
    422,
    `Signature is not one of ${wallet.toLowerCase()} over this operation's typed data`,
  ]);
  const landed = await sign(token, operation, await signed(owner, operation.typed_data));
  expect([landed.status, landed.body.data?.chain]).toMatchObject([200, { actor: wallet, seq: 1 }]);
  // By the chain itself, and by whoever looks.
  const batch = await api.chain.trace.getFunction("batchOf")(landed.body.data.chain.batchId);
  expect([batch.custodian, Number(batch.seq)]).toEqual([wallet, 1]);
  const read = await api.call("GET", `/batches/trace-${landed.body.data.chain.batchId.slice(2, 34)}`, { token });
  expect(read.body).toMatchObject({ owner_id: user.id, metadata: { name: "Peaches" } });
});

describe("gas", () => {
  /** What `bring` says of an act with this signature, before it is sent. */
  const isTakenOnChain = async ({ domain: _, message }: TypedData, act: string, signature: string) => {
    const { actor, nonce, deadline } = message;
    const acts = [{ act, actor, nonce, deadline, signature }];
    return (await api.chain.trace.getFunction("bring").staticCall(acts, 900_000)) === 0n;
  };

  /** The most that may be burnt, and the first that is too much. */
  async function limitOf(wallet: Contract, isTaken: () => Promise<boolean>): Promise<number> {
    let [low, high] = [0, 1_000_000];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      await (await wallet.getFunction("setBurnt")(middle)).wait();
      if (await isTaken()) low = middle;
      else high = middle;
    }
    return low;
  }

  test("what a wallet may use here it may use there, to the last unit; more is refused by both, and says so", async () => {
    const owner = newWallet();
    const wallet = await deploy(api, "BurningWallet", owner.address);
    const address = (await wallet.getAddress()).toLowerCase() as Hex;
    const { token } = await producer(owner, address);
    const operation = await propose(token);
    const { typed_data } = operation;
    const signature = (await signed(owner, typed_data)) as Hex;
    const { code, unit, quantity, open, holder, digest } = typed_data.message;
    const act = api.chain.trace.interface.encodeFunctionData("create", [
      code,
      `0x${Buffer.from(String(unit)).toString("hex")}`,
      quantity,
      open,
      holder,
      digest,
    ]);
    const { EIP712Domain: _, ...structs } = typed_data.types;
    const hash = TypedDataEncoder.hash(typed_data.domain, structs as never, typed_data.message);

    const onChain = await limitOf(wallet, () => isTakenOnChain(typed_data, act, signature));
    const here = await limitOf(
      wallet,
      async () => (await askWallet(api.chain.rpc, address, hash, signature)) === "yes",
    );
    expect(here).toBe(onChain);
    expect(onChain).toBeGreaterThan(380_000);
    expect(onChain).toBeLessThan(400_000);

    await (await wallet.getFunction("setBurnt")(onChain + 1)).wait();
    const refused = await sign(token, operation, signature);
    expect([refused.status, refused.body.details[0].message]).toEqual([
      422,
      expect.stringContaining("takes more than the 400,000 gas that it is given"),
    ]);
    const { actor, nonce, deadline } = typed_data.message;
    const acts = [{ act, actor, nonce, deadline, signature }];
    const brought = await api.chain.trace.getFunction("bring")(acts, 900_000, { gasLimit: 3_000_000 });
    const skipped = (await brought.wait()).logs.map((log: Log) => api.chain.trace.interface.parseLog(log));
    expect(skipped.map((event: LogDescription) => event.name)).toEqual(["ActSkipped"]);
    expect(refusalOfSkipped(skipped[0].args.reason)).toMatchObject({
      name: "InvalidSignature",
      message: expect.stringMatching(/signature/i),
    });

    await (await wallet.getFunction("setBurnt")(onChain)).wait();
    const landed = await sign(token, operation, signature);
    expect([landed.status, landed.body.data?.chain?.seq]).toEqual([200, 1]);
  });
});

/** Logs in by a wallet, whose owner's signature may be changed on the way. */
async function logIn(owner: Wallet, address: string, change = (signature: string) => signature, call: Call = {}) {
  const asked = await api.call("POST", "/auth/login/wallet/challenge", { body: { address } });
  if (asked.status !== 200) throw new Error(asked.text);
  const { message } = asked.body;
  const body = { address, message, signature: change(await owner.signMessage(message)) };
  return { body, answer: await api.call("POST", "/auth/login/wallet", { ...call, body }) };
}

test("a wallet logs its account in, once with each text, and no other wallet does", async () => {
  const { token, user } = await join(api, "Producer");
  const wallet = newWallet();
  const unknown = await logIn(wallet, wallet.address);
  expect([unknown.answer.status, unknown.answer.body.detail]).toEqual([
    401,
    "No account has bound this wallet: log in otherwise, and bind it first",
  ]);
  const binding = await signedChallenge(api, token, wallet);
  // What was signed to bind a wallet logs nobody in, and the reverse.
  expect((await api.call("POST", "/auth/login/wallet", { body: binding })).status).toBe(422);
  expect((await bind(api, token, binding)).status).toBe(200);
  const { body, answer } = await logIn(wallet, wallet.address);
  expect([answer.status, answer.body.user]).toEqual([200, { ...user, wallet: wallet.address, wallet_proved: true }]);
  // It is bound already, and the signature its own.
  expect((await bind(api, token, body)).status).toBe(200);
  const me = await api.call("GET", "/api/auth/me", { token: answer.body.access_token });
  expect(me.status).toBe(200);

  const again = await api.call("POST", "/auth/login/wallet", { body });
  expect([again.status, detailOf(again.body)]).toEqual([
    422,
    "The message was not handed out to log in with, was used or has expired: ask for another",
  ]);
  const forged = await logIn(newWallet(), wallet.address);
  expect([forged.answer.status, forged.answer.body.detail]).toEqual([
    401,
    "The signature is not this address's over this message",
  ]);
  // One that another took the place of is the account's no more.
  await bind(api, token, await signedChallenge(api, token, newWallet()));
  expect((await logIn(wallet, wallet.address)).answer.status).toBe(401);
});

describe("a contract wallet that is not deployed yet", () => {
  test("is bound and logs in, by a call alone; acts are for when it is deployed, and the refusal says so", async () => {
    const factory = await deploy(api, "WalletFactory");
    const owner = newWallet();
    const wallet = await undeployed(factory, owner);
    const member = await join(api, "Producer");
    const request = await signedChallenge(api, member.token, owner, wallet.address);
    expect((await bind(api, member.token, request)).status).toBe(422);
    const bound = await bind(api, member.token, { ...request, signature: wallet.wrap(request.signature) });
    expect([bound.status, bound.body.user?.wallet]).toEqual([200, wallet.address]);
    const before = await api.chain.rpc.blockNumber();
    const { answer } = await logIn(owner, wallet.address, wallet.wrap);
    expect([answer.status, answer.body.user?.id]).toEqual([200, member.user.id]);
    expect(await api.chain.rpc.blockNumber()).toBe(before);
    expect(await api.chain.rpc.call("eth_getCode", [wallet.address, "latest"])).toBe("0x");

    const token = answer.body.access_token as string;
    const operation = await propose(token);
    const signature = wallet.wrap(await signed(owner, operation.typed_data));
    const refused = await sign(token, operation, signature);
    expect([refused.status, refused.body.details[0].message]).toEqual([
      422,
      expect.stringContaining("Deploy the wallet (its first transaction does that), and send its signature then"),
    ]);
    await wallet.deploy();
    // The same signature is good now: what it was wrapped in is not for the contract.
    const landed = await sign(token, operation, signature);
    expect([landed.status, landed.body.data?.chain]).toMatchObject([200, { actor: wallet.address }]);
    // Deployed, it logs in with and without.
    expect((await logIn(owner, wallet.address, wallet.wrap)).answer.status).toBe(200);
    expect((await logIn(owner, wallet.address)).answer.status).toBe(200);
  });

  test("is nobody's by another factory, another's key, or a hostile factory, however it ends", async () => {
    const factory = await deploy(api, "WalletFactory");
    const odd = await deploy(api, "OddFactory");
    const owner = newWallet();
    const wallet = await undeployed(factory, owner);
    const { token } = await join(api, "Producer");
    const oddAddress = await odd.getAddress();
    const call = (name: string) => odd.interface.encodeFunctionData(name);
    const refused: Readonly<Record<string, (signature: string) => string>> = {
      "a factory that reverts": (signature) => wrapped(oddAddress, call("revertAlways"), signature),
      "a factory that burns all its gas": (signature) => wrapped(oddAddress, call("burn"), signature),
      "a factory that answers 100 kB": (signature) => wrapped(oddAddress, call("junk"), signature),
      "a factory without code": (signature) => wrapped(newWallet().address, "0x", signature),
      "the wallet as its own factory": (signature) => wrapped(wallet.address, "0x", signature),
      "a signature cut short": (signature) => wallet.wrap(signature.slice(0, 40)),
      "no signature": () => wallet.wrap("0x"),
      "the suffix alone": () => SUFFIX,
      "the suffix behind other bytes": (signature) => signature + SUFFIX.slice(2),
      "two suffixes": (signature) => wallet.wrap(wallet.wrap(signature)),
      "lengths beyond the end": (signature) => wallet.wrap(signature).replace(/00000041/, "ffffffff"),
    };
    for (const [what, change] of Object.entries(refused)) {
      const request = await signedChallenge(api, token, owner, wallet.address);
      const { status } = await bind(api, token, { ...request, signature: change(request.signature) });
      expect([what, status]).toEqual([what, 422]);
    }
    const stranger = await signedChallenge(api, token, newWallet(), wallet.address);
    expect((await bind(api, token, { ...stranger, signature: wallet.wrap(stranger.signature) })).status).toBe(422);
    // A key's own address is not a contract's, whatever its signature is wrapped in.
    const key = newWallet();
    const keys = await signedChallenge(api, token, key);
    expect((await bind(api, token, { ...keys, signature: wallet.wrap(keys.signature) })).status).toBe(422);
    const long = await signedChallenge(api, token, owner, wallet.address);
    expect((await bind(api, token, { ...long, signature: `0x${"ab".repeat(100_000)}` })).status).toBe(422);
  });
});
