/** Acts that are signed and brought by somebody else, and hand-overs by consent, through the typed client. */
import { getAddress, id, JsonRpcProvider } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type SignedAct, TraceError, traceClient } from "../../chain/client.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { digest, outcomesOf, startActors, tomorrow } from "./support.ts";

let actors: Awaited<ReturnType<typeof startActors>>;

beforeAll(async () => {
  actors = await startActors();
});
afterAll(() => actors.chain.close());

let count = 0;

/** A new batch of the grower's, of a whole unit. */
async function newBatch(): Promise<string> {
  const code = `BROUGHT-${++count}`;
  await actors.grower.client.create({ code, unit: "KGM", quantity: 1_000, open: false, digest: digest() });
  return code;
}

const harvest = (code: string) => ({ code, kind: "harvest", digest: digest() });
const until = (nonce?: number) => ({ deadline: tomorrow(), ...(nonce === undefined ? {} : { nonce }) });

test("a signature lands once", async () => {
  const { grower, bringer, seqOf } = actors;
  const code = await newBatch();
  const signed = await grower.client.signRecord(harvest(code), until());
  expect(outcomesOf(await bringer.client.bring([signed]))).toEqual({ landed: 1, skipped: [] });
  expect(outcomesOf(await bringer.client.bring([signed, signed]))).toEqual({
    landed: 0,
    skipped: ["InvalidNonce", "InvalidNonce"],
  });
  expect(await seqOf(code)).toBe(2);
});

test("what was signed is what is brought: altered in any part, it is skipped", async () => {
  const { grower, carrier, bringer, seqOf } = actors;
  const code = await newBatch();
  const part = { name: "1", quantity: 400, digest: digest() };
  const signed = await grower.client.signSplit({ code, parts: [part], digest: digest() }, until());
  if (signed.act.verb !== "split") throw new Error("no split");
  const altered: SignedAct[] = [
    { ...signed, act: { ...signed.act, parts: [{ ...part, quantity: 401 }] } },
    { ...signed, act: { ...signed.act, parts: [{ ...part, name: "2" }] } },
    { ...signed, act: { ...signed.act, digest: digest() } },
    { ...signed, deadline: signed.deadline + 1 },
    { ...signed, nonce: signed.nonce + 1 },
  ];
  const brought = await bringer.client.bring(altered);
  expect(outcomesOf(brought)).toEqual({ landed: 0, skipped: altered.map(() => "InvalidSignature") });
  // In another's name it is not even theirs to do.
  const stolen = await bringer.client.bring([{ ...signed, actor: carrier.address }]);
  expect(outcomesOf(stolen).skipped).toEqual(["NotHolder"]);
  expect(outcomesOf(await bringer.client.bring([signed]))).toEqual({ landed: 1, skipped: [] });
  expect(await seqOf(code)).toBe(2);
  expect(await seqOf(`${code}~1`)).toBe(1);
});

test("one that fails is left out and told, with its reason, and the others land", async () => {
  const { grower, carrier, bringer, nextNonceOf } = actors;
  const code = await newBatch();
  const nonce = await nextNonceOf(grower);
  const good = await grower.client.signRecord(harvest(code), until(nonce));
  const expired = await grower.client.signRecord(harvest(code), { deadline: 1, nonce: nonce + 1 });
  const stranger = await carrier.client.signRecord({ ...harvest(code), kind: "transport" }, until());
  const greedy = await grower.client.signConsume(
    { code, quantity: 1_001, reason: "sold", digest: digest() },
    until(nonce + 2),
  );
  const last = await grower.client.signRecord(harvest(code), until(nonce + 3));
  const brought = await bringer.client.bring([good, expired, stranger, greedy, last]);
  expect(brought.landed).toEqual([good, last]);
  expect(brought.skipped.map(({ signed }) => signed)).toEqual([expired, stranger, greedy]);
  expect(brought.skipped.map(({ refusal }) => [refusal.name, refusal.code, refusal.passing])).toEqual([
    ["SignatureExpired", "conflict", true],
    ["UnauthorizedActor", "forbidden", false],
    ["InsufficientQuantity", "conflict", false],
  ]);
  // The chain gives two values of an error at most; what was wanted is cut off.
  expect(brought.skipped[2]?.refusal.message).toMatch(/^The batch has 1 of its unit left, less than was to be taken/);
  expect(brought.lines).toMatchObject([
    { event: "Recorded", args: { seq: 2, actor: grower.address } },
    { event: "Recorded", args: { seq: 3, actor: grower.address } },
  ]);
  // It was left out, not voided: with more in the batch's favour it could land still.
  const again = await bringer.client.bring([expired]);
  expect(outcomesOf(again).skipped).toEqual(["SignatureExpired"]);
});

test("acts signed ahead land in any order", async () => {
  const { grower, bringer, seqOf, nextNonceOf } = actors;
  const code = await newBatch();
  const nonce = await nextNonceOf(grower);
  const ahead = [0, 119, 1, 118, 2];
  const signed = await Promise.all(ahead.map((each) => grower.client.signRecord(harvest(code), until(nonce + each))));
  const tooFar = await grower.client.signRecord(harvest(code), until(nonce + 240));
  const brought = await bringer.client.bring([tooFar, ...signed.toReversed()]);
  // The farthest of them was 119 ahead, and the first was then the last of the window.
  expect(outcomesOf(brought)).toEqual({ landed: 5, skipped: ["InvalidNonce"] });
  expect(await seqOf(code)).toBe(6);
});

test("only its actor voids a signature", async () => {
  const { grower, carrier, bringer, seqOf } = actors;
  const code = await newBatch();
  const signed = await grower.client.signRecord(harvest(code), until());
  const theirs = await carrier.client.signVoidNonce({ nonce: signed.nonce }, until());
  const forged = { ...theirs, actor: grower.address };
  expect(outcomesOf(await bringer.client.bring([forged])).skipped).toEqual(["InvalidSignature"]);
  await grower.client.voidNonce({ nonce: signed.nonce });
  expect(outcomesOf(await bringer.client.bring([signed])).skipped).toEqual(["InvalidNonce"]);
  const other = await grower.client.signRecord(harvest(code), until());
  const voiding = await grower.client.signVoidNonce({ nonce: other.nonce }, until());
  expect(outcomesOf(await bringer.client.bring([voiding, other]))).toEqual({ landed: 1, skipped: ["InvalidNonce"] });
  expect(await seqOf(code)).toBe(1);
});

test("acts that would not get their gas are not brought at all", async () => {
  const { grower, bringer, lineCount } = actors;
  const code = await newBatch();
  const signed = await grower.client.signRecord(harvest(code), until());
  const before = await lineCount();
  const error = await bringer.client.bring([signed], 1_000_000_000).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(TraceError);
  expect(error).toMatchObject({ name: "InsufficientGas", message: expect.stringContaining("act 1 of those") });
  expect(await lineCount()).toBe(before);
  expect(outcomesOf(await bringer.client.bring([signed]))).toEqual({ landed: 1, skipped: [] });
});

test("the gas that is allowed by default is enough for the largest acts", async () => {
  const { grower, carrier, bringer, nextNonceOf } = actors;
  const many = Array.from({ length: 64 }, (_, index) => index);
  const source = await newBatch();
  const parts = many.map((name) => ({ name: `${name}`.padEnd(64, "x"), quantity: 10, digest: digest() }));
  const transformation = {
    inputs: parts.map(({ name }) => ({ code: `${source}~${name}`, quantity: 1 })),
    outputs: many.map((index) => ({
      code: `OUTPUT-${index}`.padEnd(64, "x"),
      unit: "KGM",
      quantity: 1,
      digest: digest(),
    })),
    open: false,
    digest: digest(),
  };
  const batches = parts.map(({ name }) => ({ code: `${source}~${name}`, quantity: 9 }));
  const terms = { batches, digest: digest() };
  const nonce = await nextNonceOf(grower);
  const consent = await grower.client.signHandOver({ ...terms, to: carrier.address }, until(nonce + 2));
  const digests = Array.from({ length: 256 }, digest);
  const acts = [
    await grower.client.signSplit({ code: source, parts, digest: digest() }, until(nonce)),
    await grower.client.signTransform(transformation, until(nonce + 1)),
    await carrier.client.signTakeMany({ ...terms, consent }, until()),
    await grower.client.signRecordSeries({ code: source, kind: "telemetry", digests }, until(nonce + 3)),
    await grower.client.signRecallMany(
      { codes: batches.map(({ code }) => code), order: false, digest: digest() },
      until(nonce + 4),
    ),
  ];
  for (const act of acts) {
    expect(outcomesOf(await bringer.client.bring([act])), act.act.verb).toEqual({ landed: 1, skipped: [] });
  }
});

test("a hand-over is good for its receiver only, only from the holder, and once", async () => {
  const { grower, carrier, laboratory, bringer } = actors;
  const batches = [{ code: await newBatch(), quantity: 1_000 }];
  const terms = { batches, digest: digest() };
  const to = carrier.address;
  const consent = await grower.client.signHandOver({ ...terms, to }, until());
  await expect(laboratory.client.takeMany({ ...terms, consent })).rejects.toMatchObject({ name: "InvalidSignature" });
  const notTheirs = await laboratory.client.signHandOver({ ...terms, to }, until());
  await expect(carrier.client.takeMany({ ...terms, consent: notTheirs })).rejects.toMatchObject({
    name: "NothingDone",
  });
  const signed = await carrier.client.signTakeMany({ ...terms, consent }, until());
  const landed = await bringer.client.bring([signed]);
  expect(landed.lines).toMatchObject([
    { event: "CustodyAccepted", args: { actor: carrier.address, from: grower.address, quantity: "1000" } },
  ]);
  // Back again, and the same consent hands nothing over.
  const back = await carrier.client.signHandOver({ ...terms, to: grower.address }, until());
  await grower.client.takeMany({ ...terms, consent: back });
  await expect(carrier.client.takeMany({ ...terms, consent })).rejects.toMatchObject({ name: "InvalidNonce" });
});

test("what does not fit is left out of many, and told", async () => {
  const { grower, carrier } = actors;
  const [whole, part, withdrawn] = [await newBatch(), await newBatch(), await newBatch()];
  await grower.client.consume({ code: part, quantity: 1, reason: "sample", digest: digest() });
  await grower.client.withdraw({ code: withdrawn, digest: digest() });
  const terms = { batches: [part, whole, withdrawn].map((code) => ({ code, quantity: 1_000 })), digest: digest() };
  const consent = await grower.client.signHandOver({ ...terms, to: carrier.address }, until());
  const taken = await carrier.client.takeMany({ ...terms, consent });
  expect(taken.lines).toMatchObject([{ event: "CustodyAccepted", args: { id: id(whole) } }]);
  expect(taken.leftOut).toEqual([id(part), id(withdrawn)]);

  // Both are the grower's making, whoever holds them.
  const recalled = await grower.client.recallMany({
    codes: [whole, withdrawn, part],
    order: false,
    digest: digest(),
  });
  expect(recalled.lines).toMatchObject([
    { event: "Recalled", args: { id: id(whole), capacity: 5 } },
    { event: "Recalled", args: { id: id(part), capacity: 1 } },
  ]);
  expect(recalled.leftOut).toEqual([id(withdrawn)]);
});

test("an agent creates for the firm that it names", async () => {
  const { grower, carrier, chain } = actors;
  await grower.client.setAgent({ account: carrier.address, added: true });
  const parameters = { code: "FIRM-1", unit: "KGM", quantity: 1, open: false, digest: digest() };
  const error = await carrier.client.create(parameters).catch((thrown) => thrown);
  expect(error).toMatchObject({ name: "UnauthorizedActor" });
  const { lines } = await carrier.client.create({ ...parameters, holder: grower.address });
  expect(lines).toMatchObject([{ args: { actor: carrier.address, holder: grower.address } }]);
  const { custodian } = await chain.trace.getFunction("batchOf")(id("FIRM-1"));
  expect(custodian.toLowerCase()).toBe(grower.address);
});

test("a wallet behind JSON-RPC, as browsers have, signs what the contract accepts", async () => {
  const { chain, grower, bringer } = actors;
  const provider = new JsonRpcProvider(chain.url, undefined, { cacheTimeout: -1, pollingInterval: 20 });
  const signer = await provider.getSigner(0);
  await (await chain.trace.getFunction("grantRole")(id("PRODUCER_ROLE"), signer.address)).wait();
  const client = traceClient(chain, signer);
  await client.create({ code: "WALLET-1", unit: "KGM", quantity: 2_000n, open: true, digest: digest() });
  const outputs = [{ code: "WALLET-2", unit: "LTR", quantity: 1_500n, digest: digest() }];
  const inputs = [{ code: "WALLET-1", quantity: 500n }];
  const parts = [{ name: "A", quantity: 500, digest: digest() }];
  const acts = [
    await client.signTransform({ inputs, outputs, open: true, digest: digest() }, until(0)),
    await client.signSplit({ code: "WALLET-1", parts, digest: digest() }, until(1)),
  ];
  expect(outcomesOf(await bringer.client.bring(acts))).toEqual({ landed: 2, skipped: [] });
  const terms = { batches: [{ code: "WALLET-1~A", quantity: 500 }], digest: digest() };
  const consent = await client.signHandOver({ ...terms, to: grower.address }, until());
  const landed = await grower.client.takeMany({ ...terms, consent });
  expect(landed.lines).toMatchObject([{ event: "CustodyAccepted", args: { from: signer.address.toLowerCase() } }]);
  provider.destroy();
});

test("a unit that would be cut off is refused before it is sent", async () => {
  const { grower } = actors;
  const parameters = { code: "UNIT-1", unit: "KGMX", quantity: 1, open: true, digest: digest() };
  await expect(grower.client.create(parameters)).rejects.toThrow(RangeError);
});

test("the contract's address may be written in mixed case", async () => {
  const { chain, grower } = actors;
  const address = getAddress(chain.contract) as Hex;
  expect(address).not.toBe(address.toLowerCase());
  const client = traceClient({ chainId: chain.chainId, contract: address }, grower.wallet);
  const landed = await client.create({ code: "MIXED-1", unit: "KGM", quantity: 1, open: true, digest: digest() });
  expect(landed.lines).toHaveLength(1);
});
