/** Every verb of the contract through the typed client, on a real chain. */
import { hexlify, Interface, id, Result, randomBytes } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LandedAct, SignedAct, SigningOptions } from "../../chain/client.ts";
import { VERBS, type Verb } from "../../domain/operations/act.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { traceAbi } from "../../proof/abi.ts";
import { digest, outcomesOf, startActors, tomorrow } from "./support.ts";

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
    const { actor, digest, line: number, timestamp, ...own } = line?.args.toObject() ?? {};
    expect(Number(number)).toBeGreaterThan(0);
    for (const [name, value] of Object.entries(own)) if (value instanceof Result) own[name] = value.toArray();
    return { event: line?.name, actor: String(actor).toLowerCase(), ...own };
  });
}

type Way = "direct" | "signed";
type Actors = typeof actors;
type Performer = "grower" | "laboratory" | "carrier" | "regulator" | "registrar" | "bringer";

/** One act, done in either way. */
interface Step {
  readonly verb: Verb;
  readonly by: Performer;
  readonly parameters: (prefix: string, actors: Actors) => unknown;
  /** The lines it writes, without their actor: all are the performer's. */
  readonly lines: (prefix: string, actors: Actors) => readonly Record<string, unknown>[];
}

const CAPACITY = { holder: 1n, party: 2n, authority: 3n, role: 4n, recipient: 6n };

const plain = (verb: Verb, by: Performer, line: (actors: Actors) => Record<string, unknown>): Step => ({
  verb,
  by,
  parameters: (prefix) => ({ code: `${prefix}-1`, digest: digest() }),
  lines: (prefix, actors) => [{ id: id(`${prefix}-1`), ...line(actors) }],
});

const offer = (seq: bigint): Step => ({
  verb: "offerCustody",
  by: "grower",
  parameters: (prefix, { carrier }) => ({ code: `${prefix}-1`, to: carrier.address, digest: digest() }),
  lines: (_, { carrier }) => [{ event: "CustodyOffered", seq, to: carrier.wallet.address }],
});

const ROOT = hexlify(randomBytes(32)) as Hex;

/** A batch's life in which each verb is used: made, attested, recalled, handed over, split, transformed, withdrawn. */
const LIFE: readonly Step[] = [
  {
    verb: "create",
    by: "grower",
    parameters: (prefix) => ({ code: `${prefix}-1`, unit: "KGM", quantity: 12_500n, open: true, digest: digest() }),
    lines: (prefix, { grower }) => [
      {
        event: "Created",
        seq: 1n,
        capacity: CAPACITY.holder,
        roles: 1n,
        code: `${prefix}-1`,
        unit: "0x4b474d",
        quantity: 12_500n,
        holder: grower.wallet.address,
        open: true,
      },
    ],
  },
  {
    verb: "record",
    by: "grower",
    parameters: (prefix) => ({ code: `${prefix}-1`, kind: "harvest", digest: digest() }),
    lines: () => [{ event: "Recorded", seq: 2n, capacity: CAPACITY.role, roles: 1n }],
  },
  {
    verb: "recordSeries",
    by: "carrier",
    parameters: (prefix) => ({ code: `${prefix}-1`, kind: "telemetry", digests: [ROOT, id("a"), id("b")] }),
    lines: () => [{ event: "SeriesRecorded", seq: 3n, roles: 4n, digests: [ROOT, id("a"), id("b")] }],
  },
  {
    verb: "inspect",
    by: "laboratory",
    parameters: (prefix) => ({ code: `${prefix}-1`, verdict: "fail", digest: digest() }),
    lines: () => [{ event: "Inspected", seq: 4n, capacity: CAPACITY.authority, roles: 8n, verdict: 2n }],
  },
  {
    verb: "amend",
    by: "carrier",
    parameters: (prefix) => ({ code: `${prefix}-1`, amended: 3, index: 2, digest: digest() }),
    lines: () => [{ event: "Amended", seq: 5n, amended: 3n, index: 2n }],
  },
  {
    verb: "anchor",
    by: "carrier",
    parameters: (prefix) => ({ code: `${prefix}-1`, root: ROOT, count: 1_000, digest: digest() }),
    lines: () => [{ event: "Anchored", seq: 6n, root: ROOT, count: 1_000n }],
  },
  plain("recall", "grower", () => ({ event: "Recalled", seq: 7n, capacity: CAPACITY.holder })),
  plain("lift", "grower", () => ({ event: "Lifted", seq: 8n, recaller: CAPACITY.holder })),
  plain("orderRecall", "regulator", () => ({ event: "Recalled", seq: 9n, capacity: CAPACITY.authority, roles: 32n })),
  plain("liftOrder", "regulator", () => ({ event: "Lifted", seq: 10n, recaller: CAPACITY.authority })),
  {
    verb: "recallMany",
    by: "grower",
    parameters: (prefix) => ({ codes: [`${prefix}-1`], order: false, digest: digest() }),
    lines: (prefix) => [{ event: "Recalled", id: id(`${prefix}-1`), seq: 11n, capacity: CAPACITY.holder }],
  },
  plain("lift", "grower", () => ({ event: "Lifted", seq: 12n })),
  {
    verb: "setOpen",
    by: "grower",
    parameters: (prefix) => ({ code: `${prefix}-1`, open: false, digest: digest() }),
    lines: () => [{ event: "OpenSet", seq: 13n, open: false }],
  },
  {
    verb: "setParty",
    by: "grower",
    parameters: (prefix, { grower, carrier }) => ({
      code: `${prefix}-1`,
      custodian: grower.address,
      account: carrier.address,
      admitted: true,
    }),
    lines: (prefix, { carrier }) => [
      { event: "PartySet", id: id(`${prefix}-1`), account: carrier.wallet.address, admitted: true },
    ],
  },
  {
    verb: "record",
    by: "carrier",
    parameters: (prefix) => ({ code: `${prefix}-1`, kind: "transport", digest: digest() }),
    lines: () => [{ event: "Recorded", seq: 14n, capacity: CAPACITY.party, roles: 4n }],
  },
  offer(15n),
  plain("refuseCustody", "carrier", ({ grower }) => ({
    event: "CustodyRefused",
    seq: 16n,
    capacity: CAPACITY.recipient,
    custodian: grower.wallet.address,
  })),
  offer(17n),
  plain("cancelOffer", "grower", ({ carrier }) => ({ event: "OfferCancelled", seq: 18n, to: carrier.wallet.address })),
  offer(19n),
  {
    verb: "acceptCustody",
    by: "carrier",
    parameters: (prefix) => ({ code: `${prefix}-1`, quantity: 12_500n, digest: digest() }),
    lines: (_, { grower }) => [{ event: "CustodyAccepted", seq: 20n, from: grower.wallet.address, quantity: 12_500n }],
  },
  {
    verb: "takeMany",
    by: "grower",
    async parameters(prefix, { carrier, grower }) {
      const terms = { batches: [{ code: `${prefix}-1`, quantity: 12_500n }], digest: digest() };
      const consent = await carrier.client.signHandOver({ ...terms, to: grower.address }, { deadline: tomorrow() });
      return { ...terms, consent };
    },
    lines: (_, { carrier }) => [
      { event: "CustodyAccepted", seq: 21n, from: carrier.wallet.address, quantity: 12_500n },
    ],
  },
  {
    verb: "split",
    by: "grower",
    parameters: (prefix) => ({
      code: `${prefix}-1`,
      parts: [
        { name: "2", quantity: 2_500, digest: digest() },
        { name: "3", quantity: 5_000n, digest: digest() },
      ],
      digest: digest(),
    }),
    lines: (prefix) => [
      { event: "SplitOff", seq: 1n, code: `${prefix}-1~2`, parent: id(`${prefix}-1`), quantity: 2_500n, open: false },
      { event: "SplitOff", seq: 1n, code: `${prefix}-1~3`, parent: id(`${prefix}-1`), quantity: 5_000n },
      { event: "Split", seq: 22n, quantity: 5_000n, parts: [id(`${prefix}-1~2`), id(`${prefix}-1~3`)] },
    ],
  },
  {
    verb: "transform",
    by: "grower",
    // One input is named twice: each time takes from what is left.
    parameters: (prefix) => ({
      inputs: [
        { code: `${prefix}-1`, quantity: 1_000 },
        { code: `${prefix}-1~2`, quantity: 2_500n },
        { code: `${prefix}-1`, quantity: 1_500 },
      ],
      outputs: [{ code: `${prefix}-4`, unit: "LTR", quantity: 3_000, digest: digest() }],
      open: true,
      digest: digest(),
    }),
    lines: (prefix, { grower }) => [
      {
        event: "Produced",
        seq: 1n,
        code: `${prefix}-4`,
        unit: "0x4c5452",
        quantity: 3_000n,
        holder: grower.wallet.address,
        open: true,
        inputs: [id(`${prefix}-1`), id(`${prefix}-1~2`), id(`${prefix}-1`)],
      },
      { event: "Transformed", seq: 23n, used: 1_000n, quantity: 4_000n, outputs: [id(`${prefix}-4`)] },
      { event: "Transformed", seq: 2n, used: 2_500n, quantity: 0n },
      { event: "Transformed", seq: 24n, used: 1_500n, quantity: 2_500n },
    ],
  },
  {
    verb: "consume",
    by: "grower",
    parameters: (prefix) => ({ code: `${prefix}-1`, quantity: 500, reason: "lost", digest: digest() }),
    lines: () => [{ event: "Consumed", seq: 25n, used: 500n, quantity: 2_000n, reason: 2n }],
  },
  plain("withdraw", "grower", () => ({ event: "Withdrawn", seq: 26n })),
  {
    verb: "setAgent",
    by: "grower",
    parameters: (_, { bringer }) => ({ account: bringer.address, added: true }),
    lines: (_, { grower, bringer }) => [
      { event: "AgentSet", custodian: grower.wallet.address, account: bringer.wallet.address, added: true },
    ],
  },
  {
    verb: "moveAccount",
    by: "bringer",
    parameters: (_, { laboratory }) => ({ to: laboratory.address }),
    lines: (_, { bringer, laboratory }) => [
      { event: "AccountMoved", from: bringer.wallet.address, to: laboratory.wallet.address, accepted: false },
    ],
  },
  {
    verb: "acceptAccount",
    by: "laboratory",
    parameters: (_, { bringer }) => ({ from: bringer.address }),
    lines: (_, { bringer, laboratory }) => [
      { event: "AccountMoved", from: bringer.wallet.address, to: laboratory.wallet.address, accepted: true },
    ],
  },
  {
    verb: "describeAccount",
    by: "registrar",
    parameters: (_, { grower }) => ({ account: grower.address, digest: ROOT }),
    // The event's own digest is that of the profile.
    lines: (_, { grower }) => [{ event: "AccountDescribed", account: grower.wallet.address, roles: 64n }],
  },
  {
    verb: "setNamespace",
    by: "registrar",
    parameters: (prefix, { grower }) => ({ name: prefix, owner: grower.address }),
    lines: (prefix, { grower }) => [{ event: "NamespaceSet", owner: grower.wallet.address, namespace: prefix }],
  },
  {
    verb: "voidNonce",
    by: "grower",
    parameters: async (_, { grower, nextNonceOf }) => ({ nonce: (await nextNonceOf(grower)) + 3 }),
    lines: () => [{ event: "NonceVoided" }],
  },
];

type AnyFunction<Outcome> = (parameters: unknown, options?: SigningOptions) => Promise<Outcome>;

/** The client's function for a verb, whatever its parameters. */
const functionOf = <Outcome>(client: object, name: string) =>
  (client as Record<string, AnyFunction<Outcome>>)[name] as AnyFunction<Outcome>;

async function perform(step: Step, way: Way, prefix: string): Promise<LandedAct> {
  const { client } = actors[step.by];
  const parameters = await step.parameters(prefix, actors);
  if (way === "direct") return functionOf<LandedAct>(client, step.verb)(parameters);
  const sign = functionOf<SignedAct>(client, `sign${step.verb.charAt(0).toUpperCase()}${step.verb.slice(1)}`);
  const signed = await sign(parameters, { deadline: tomorrow() });
  const brought = await actors.bringer.client.bring([signed]);
  expect(outcomesOf(brought), step.verb).toEqual({ landed: 1, skipped: [] });
  return brought;
}

/** What is no verb of an actor's: administration, which nobody can sign for another to bring, and what brings. */
const ADMINISTRATION = /Role$|DefaultAdmin|^set(Term|KindRole|Paused)$|^retire$|^bring$|^multicall$/;

test("the life that is tested uses every verb", () => {
  expect(new Set(LIFE.map((step) => step.verb))).toEqual(new Set(VERBS));
  const functions = traceAbi.filter((item) => item.type === "function" && item.stateMutability === "nonpayable");
  const verbs = functions.map(({ name = "" }) => name).filter((name) => !ADMINISTRATION.test(name));
  expect(verbs.sort()).toEqual([...VERBS].sort());
});

test.each<Way>(["direct", "signed"])(
  "every verb, %s, writes the lines that it says as its actor's act",
  async (way) => {
    for (const step of LIFE) {
      const lines = linesOf(await perform(step, way, way));
      const expected = step.lines(way, actors).map((line) => ({ ...line, actor: actors[step.by].address }));
      expect(lines, step.verb).toMatchObject(expected);
      expect(lines, step.verb).toHaveLength(expected.length);
    }
    expect(await actors.seqOf(`${way}-1`)).toBe(26);
  },
);
