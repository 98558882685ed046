/** Every verb of the contract through the typed client, on a real chain. */
import { getAddress, hexlify, Interface, id, JsonRpcProvider, Result, randomBytes } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type HandOver, VERBS } from "../../chain/acts.ts";
import { type LandedAct, type SignedAct, traceClient } from "../../chain/client.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { traceAbi } from "../../proof/abi.ts";
import { digest, startActors, tomorrow } from "./support.ts";

let actors: Awaited<ReturnType<typeof startActors>>;

beforeAll(async () => {
  actors = await startActors();
});
afterAll(() => actors.chain.close());

const trace = new Interface(traceAbi as never);

/** The lines of a receipt as the ABI alone tells: event, actor, and the arguments that this event has beyond others. */
function linesOf({ receipt, lines }: LandedAct) {
  const parsed = receipt.logs.map((log) => trace.parseLog(log));
  expect(lines.map(({ event }) => event)).toEqual(parsed.map((line) => line?.name));
  return parsed.map((line) => {
    const { id, seq, actor, digest, line: number, timestamp, ...own } = line?.args.toObject() ?? {};
    expect(Number(number)).toBeGreaterThan(0);
    for (const [name, value] of Object.entries(own)) if (value instanceof Result) own[name] = value.toArray();
    return { event: line?.name, id, seq: Number(seq), actor: String(actor).toLowerCase(), ...own };
  });
}

type Way = "direct" | "signed";
type Actors = typeof actors;
type Performer = "grower" | "laboratory" | "carrier" | "regulator";

/** One act, done in either way. */
interface Step {
  readonly verb: (typeof VERBS)[number];
  readonly by: Performer;
  readonly parameters: (prefix: string, actors: Actors) => unknown;
  /** The lines it writes, without their actor: all are the performer's. */
  readonly lines: (prefix: string, actors: Actors) => readonly Record<string, unknown>[];
}

const plain = (verb: Step["verb"], by: Performer, line: (actors: Actors) => Record<string, unknown>): Step => ({
  verb,
  by,
  parameters: (prefix) => ({ code: `${prefix}-1`, digest: digest() }),
  lines: (prefix, actors) => [{ id: id(`${prefix}-1`), ...line(actors) }],
});

const ROOT = hexlify(randomBytes(32)) as Hex;

/** A batch's life in which each verb is used: made, attested, recalled, handed over, split, transformed, withdrawn. */
const LIFE: readonly Step[] = [
  {
    verb: "create",
    by: "grower",
    parameters: (prefix) => ({ code: `${prefix}-1`, unit: "KGM", quantity: 12_500n, digest: digest() }),
    lines: (prefix) => [{ event: "Created", seq: 1, code: `${prefix}-1`, unit: "0x4b474d", quantity: 12_500n }],
  },
  {
    verb: "record",
    by: "grower",
    parameters: (prefix) => ({ code: `${prefix}-1`, kind: "harvest", digest: digest() }),
    lines: () => [{ event: "Recorded", seq: 2 }],
  },
  {
    verb: "recordSeries",
    by: "carrier",
    parameters: (prefix) => ({ code: `${prefix}-1`, kind: "telemetry", digests: [digest(), digest(), digest()] }),
    lines: () => [3, 4, 5].map((seq) => ({ event: "Recorded", seq })),
  },
  {
    verb: "inspect",
    by: "laboratory",
    parameters: (prefix) => ({ code: `${prefix}-1`, verdict: "fail", digest: digest() }),
    lines: () => [{ event: "Inspected", seq: 6, verdict: 2n }],
  },
  {
    verb: "amend",
    by: "grower",
    parameters: (prefix) => ({ code: `${prefix}-1`, amended: 2, digest: digest() }),
    lines: () => [{ event: "Amended", seq: 7, amended: 2n }],
  },
  {
    verb: "anchor",
    by: "carrier",
    parameters: (prefix) => ({ code: `${prefix}-1`, root: ROOT, count: 1_000, digest: digest() }),
    lines: () => [{ event: "Anchored", seq: 8, root: ROOT, count: 1_000n }],
  },
  plain("recall", "regulator", () => ({ event: "Recalled", seq: 9, status: 4n })),
  plain("lift", "regulator", () => ({ event: "Lifted", seq: 10, status: 1n })),
  {
    verb: "offerCustody",
    by: "grower",
    parameters: (prefix, { carrier }) => ({ code: `${prefix}-1`, to: carrier.address, digest: digest() }),
    lines: (_, { carrier }) => [{ event: "CustodyOffered", seq: 11, to: carrier.wallet.address }],
  },
  plain("refuseCustody", "carrier", ({ grower }) => ({
    event: "CustodyRefused",
    seq: 12,
    custodian: grower.wallet.address,
  })),
  {
    verb: "offerCustody",
    by: "grower",
    parameters: (prefix, { carrier }) => ({ code: `${prefix}-1`, to: carrier.address, digest: digest() }),
    lines: () => [{ event: "CustodyOffered", seq: 13 }],
  },
  plain("cancelOffer", "grower", ({ carrier }) => ({ event: "OfferCancelled", seq: 14, to: carrier.wallet.address })),
  {
    verb: "offerCustody",
    by: "grower",
    parameters: (prefix, { carrier }) => ({ code: `${prefix}-1`, to: carrier.address, digest: digest() }),
    lines: () => [{ event: "CustodyOffered", seq: 15 }],
  },
  plain("acceptCustody", "carrier", ({ grower }) => ({
    event: "CustodyAccepted",
    seq: 16,
    from: grower.wallet.address,
  })),
  {
    verb: "takeCustody",
    by: "grower",
    parameters: (prefix, { carrier, grower }) =>
      carrier.client.signHandOver({ code: `${prefix}-1`, to: grower.address, digest: digest() }, tomorrow()),
    lines: (_, { carrier }) => [{ event: "CustodyAccepted", seq: 17, from: carrier.wallet.address }],
  },
  {
    verb: "split",
    by: "grower",
    parameters: (prefix) => ({
      code: `${prefix}-1`,
      parts: [
        { code: `${prefix}-2`, quantity: 2_500, digest: digest() },
        { code: `${prefix}-3`, quantity: 5_000n, digest: digest() },
      ],
      digest: digest(),
    }),
    lines: (prefix) => [
      { event: "SplitOff", seq: 1, code: `${prefix}-2`, parent: id(`${prefix}-1`), quantity: 2_500n },
      { event: "SplitOff", seq: 1, code: `${prefix}-3`, parent: id(`${prefix}-1`), quantity: 5_000n },
      { event: "Split", seq: 18, quantity: 5_000n, parts: [id(`${prefix}-2`), id(`${prefix}-3`)] },
    ],
  },
  {
    verb: "transform",
    by: "grower",
    // One input is named twice: each time takes from what is left, and both sign the same number.
    parameters: (prefix) => ({
      inputs: [
        { code: `${prefix}-1`, quantity: 1_000 },
        { code: `${prefix}-2`, quantity: 2_500n },
        { code: `${prefix}-1`, quantity: 1_500 },
      ],
      outputs: [{ code: `${prefix}-4`, unit: "LTR", quantity: 3_000, digest: digest() }],
      digest: digest(),
    }),
    lines: (prefix) => [
      {
        event: "Produced",
        seq: 1,
        code: `${prefix}-4`,
        unit: "0x4c5452",
        quantity: 3_000n,
        inputs: [id(`${prefix}-1`), id(`${prefix}-2`), id(`${prefix}-1`)],
      },
      { event: "Transformed", seq: 19, used: 1_000n, quantity: 4_000n, outputs: [id(`${prefix}-4`)] },
      { event: "Transformed", seq: 2, used: 2_500n, quantity: 0n },
      { event: "Transformed", seq: 20, used: 1_500n, quantity: 2_500n },
    ],
  },
  plain("withdraw", "grower", () => ({ event: "Withdrawn", seq: 21, status: 3n })),
];

/** The client's function for a verb, whatever its parameters. */
function functionOf<Result>(client: object, name: string) {
  return (client as Record<string, (parameters: unknown, deadline?: number) => Promise<Result>>)[name] as (
    parameters: unknown,
    deadline?: number,
  ) => Promise<Result>;
}

async function perform(step: Step, way: Way, prefix: string): Promise<LandedAct> {
  const { client } = actors[step.by];
  const parameters = await step.parameters(prefix, actors);
  if (way === "direct") return functionOf<LandedAct>(client, step.verb)(parameters);
  const sign = functionOf<SignedAct>(client, `sign${step.verb.charAt(0).toUpperCase()}${step.verb.slice(1)}`);
  const signed = await sign(parameters, tomorrow());
  return actors.bringer.client.bring(signed);
}

test("the life that is tested uses every verb", () => {
  expect(new Set(LIFE.map((step) => step.verb))).toEqual(new Set(VERBS));
  const verbs = traceAbi.filter((item) => item.type === "function" && item.name?.endsWith("BySig"));
  expect(verbs.map((item) => item.name?.replace(/BySig$/, "")).sort()).toEqual([...VERBS].sort());
});

test.each<Way>(["direct", "signed"])(
  "every verb, %s, writes the lines that it says as its actor's act",
  async (way) => {
    for (const step of LIFE) {
      const lines = linesOf(await perform(step, way, way));
      const expected = step.lines(way, actors).map((line) => ({ ...line, actor: actors[step.by].address }));
      expect(lines, step.verb).toMatchObject(expected);
      expect(lines).toHaveLength(expected.length);
    }
    expect(await actors.seqOf(`${way}-1`)).toBe(21);
  },
);

test("a signature lands once", async () => {
  const { grower, bringer, seqOf } = actors;
  const code = "CLIENT-1";
  await grower.client.create({ code, unit: "KGM", quantity: 1, digest: digest() });
  const signed = await grower.client.signRecord({ code, kind: "harvest", digest: digest() }, tomorrow());
  await bringer.client.bring(signed);
  await expect(bringer.client.bring(signed)).rejects.toMatchObject({ name: "InvalidSignature" });
  expect(await seqOf(code)).toBe(2);
});

test("what was signed is what is brought: altered, it is refused", async () => {
  const { grower, bringer, seqOf } = actors;
  const code = "CLIENT-2";
  await grower.client.create({ code, unit: "KGM", quantity: 1_000, digest: digest() });
  const part = { code: "CLIENT-2/1", quantity: 400, digest: digest() };
  const signed = await grower.client.signSplit({ code, parts: [part], digest: digest() }, tomorrow());
  if (signed.act.verb !== "split") throw new Error("no split");
  const greedy = { ...signed, act: { ...signed.act, parts: [{ ...part, quantity: 401 }] } };
  await expect(bringer.client.bring(greedy)).rejects.toMatchObject({ name: "InvalidSignature" });
  await expect(bringer.client.bring({ ...signed, deadline: signed.deadline + 1 })).rejects.toMatchObject({
    name: "InvalidSignature",
  });
  await bringer.client.bring(signed);
  expect(await seqOf(code)).toBe(2);
  expect(await seqOf(part.code)).toBe(1);
});

test("a hand-over is good for its receiver only, and only from the custodian", async () => {
  const { grower, carrier, laboratory, bringer } = actors;
  const code = "CLIENT-3";
  await grower.client.create({ code, unit: "KGM", quantity: 1, digest: digest() });
  const terms = { code, to: carrier.address, digest: digest() };
  const handOver: HandOver = await grower.client.signHandOver(terms, tomorrow());
  await expect(laboratory.client.takeCustody(handOver)).rejects.toMatchObject({ name: "InvalidSignature" });
  const notTheirs = await laboratory.client.signHandOver(terms, tomorrow());
  await expect(carrier.client.takeCustody(notTheirs)).rejects.toMatchObject({ name: "InvalidSignature" });
  const signed = await carrier.client.signTakeCustody(handOver);
  const landed = await bringer.client.bring(signed);
  expect(landed.lines).toMatchObject([{ event: "CustodyAccepted", args: { actor: carrier.address } }]);
});

test("a wallet behind JSON-RPC, as browsers have, signs what the contract accepts", async () => {
  const { chain, grower, bringer } = actors;
  const provider = new JsonRpcProvider(chain.url, undefined, { cacheTimeout: -1, pollingInterval: 20 });
  const signer = await provider.getSigner(0);
  await (await chain.trace.getFunction("grantRole")(id("PRODUCER_ROLE"), signer.address)).wait();
  const client = traceClient(chain, signer);
  await client.create({ code: "WALLET-1", unit: "KGM", quantity: 2_000n, digest: digest() });
  const outputs = [{ code: "WALLET-2", unit: "LTR", quantity: 1_500n, digest: digest() }];
  const transformation = { inputs: [{ code: "WALLET-1", quantity: 500n }], outputs, digest: digest() };
  await bringer.client.bring(await client.signTransform(transformation, tomorrow()));
  const parts = [{ code: "WALLET-3", quantity: 500, digest: digest() }];
  await bringer.client.bring(await client.signSplit({ code: "WALLET-1", parts, digest: digest() }, tomorrow()));
  const terms = { code: "WALLET-3", to: grower.address, digest: digest() };
  const landed = await grower.client.takeCustody(await client.signHandOver(terms, tomorrow()));
  expect(landed.lines).toMatchObject([{ event: "CustodyAccepted", args: { from: signer.address.toLowerCase() } }]);
  provider.destroy();
});

test("a unit that would be cut off is refused before it is sent", async () => {
  const { grower } = actors;
  const parameters = { code: "CLIENT-4", unit: "KGMX", quantity: 1, digest: digest() };
  await expect(grower.client.create(parameters)).rejects.toThrow(RangeError);
});

test("the contract's address may be written in mixed case", async () => {
  const { chain, grower } = actors;
  const address = getAddress(chain.contract) as Hex;
  expect(address).not.toBe(address.toLowerCase());
  const client = traceClient({ chainId: chain.chainId, contract: address }, grower.wallet);
  const landed = await client.create({ code: "CLIENT-5", unit: "KGM", quantity: 1, digest: digest() });
  expect(landed.lines).toHaveLength(1);
});
