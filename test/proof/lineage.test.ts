/**
 * What a batch was made of, verified: the whole is checked on a real chain, and each part that is left out, changed or put in
 * another's place is found for its own reason.
 */
import { id } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeLog } from "../../proof/codec.ts";
import { contractReader, type RpcCall } from "../../proof/contract-reader.ts";
import { describeGain } from "../../proof/gain-messages.ts";
import { batchId, keccak256Text } from "../../proof/hash.ts";
import { EMPTY_HEAD, leafOf, nextHead } from "../../proof/head.ts";
import { LINEAGE_REASONS, type LineageCheck, NoSuchProof, verifyLineage } from "../../proof/lineage.ts";
import { inCircles, unitIn } from "../../proof/lineage-lines.ts";
import type { LineageList } from "../../proof/lineage-list.ts";
import { describeAncestor, describeLineage } from "../../proof/lineage-messages.ts";
import type { Proof } from "../../proof/proof.ts";
import { verifyProof } from "../../proof/verify.ts";
import { type Actor, type Batches, creation, nodeThat, startBatches, step } from "./support/batches.ts";

let batches: Batches;
let kitchen: Actor;
/** The genuine proofs, by code. */
const genuine = new Map<string, Proof>();
/** A harvest → a part of it → sauce, of that and of salt twice → a jar. */
const ANCESTORS = ["SAUCE", "HARVEST~1", "SALT", "HARVEST"];

beforeAll(async () => {
  batches = await startBatches();
  kitchen = await batches.actor(1, "producer", "processor");
  const { send, say } = batches;
  const part = (name: string, of: string, quantity: bigint) => ({
    name,
    quantity,
    digest: say(`${of}~${name}`, creation({ quantity: String(quantity) })),
  });
  for (const code of ["HARVEST", "SALT", "OTHER"]) await batches.create(kitchen, code);
  await send(
    kitchen,
    "split",
    "HARVEST",
    [part("1", "HARVEST", 2_000n), part("2", "HARVEST", 500n)],
    say("HARVEST", step("split")),
  );
  const into = [
    { id: id("HARVEST~1"), quantity: 1_500n },
    ...[300n, 200n].map((quantity) => ({ id: id("SALT"), quantity })),
  ];
  const sauce = {
    code: "SAUCE",
    unit: "0x4b474d",
    quantity: 2_600n,
    digest: say("SAUCE", creation({ quantity: "2600" })),
  };
  const digest = say("SALT", { ...step("transformation"), codes: ["HARVEST~1", "SALT"] });
  await send(kitchen, "transform", into, [sauce], true, digest);
  await send(kitchen, "consume", id("SALT"), 100n, 0, say("SALT", step("consumption")));
  await send(kitchen, "split", "SAUCE", [part("J", "SAUCE", 100n)], say("SAUCE", step("split")));
  for (const code of ["SAUCE~J", "OTHER", ...ANCESTORS]) genuine.set(code, await batches.proofOf(code));
});
afterAll(() => batches.close());

interface Shown {
  readonly proofs?: ReadonlyMap<string, Proof>;
  readonly lineage?: Partial<LineageList>;
  readonly rpc?: RpcCall;
  /** Of which batch the server has no time to show the proof. */
  readonly busy?: string;
  /** Whether it tells of no lineage with the batch itself. */
  readonly untold?: boolean;
}

const proofIn = (proofs: ReadonlyMap<string, Proof>, code: string) => structuredClone(proofs.get(code)) as Proof;
const toldOf = (code: string) => ({ id: batchId(code), code, head: proofIn(genuine, code).batch.head });

/** What the verifier says of the jar, as a server shows its lineage. */
async function verify({ proofs = genuine, lineage = {}, rpc = batches.rpc, busy, untold = false }: Shown = {}) {
  const whole = { ancestors: ANCESTORS.map(toldOf), truncated: false, ...lineage };
  const verification = await verifyLineage(
    untold ? proofIn(proofs, "SAUCE~J") : { ...proofIn(proofs, "SAUCE~J"), lineage: whole },
    {
      code: "SAUCE~J",
      batchId,
      proofOf: async (code, withLineage) => {
        if (!proofs.has(code)) throw new NoSuchProof("no proof");
        if (code === busy) throw new Error("429");
        const shown = proofIn(proofs, code);
        // With an ancestor's own come those right above it.
        const above =
          code === "SAUCE~J"
            ? ["SAUCE"]
            : code === "SAUCE"
              ? ["HARVEST~1", "SALT"]
              : code === "HARVEST~1"
                ? ["HARVEST"]
                : [];
        return withLineage ? { ...shown, lineage: { ancestors: above.map(toldOf), truncated: true } } : shown;
      },
      verify: (proof, code, contract) =>
        verifyProof(JSON.parse(JSON.stringify(proof)), {
          code,
          contract,
          rpc,
          fetchBytes: async () => new Uint8Array(),
        }),
      reader: (contract) => contractReader(rpc, contract),
    },
  );
  const faults = verification.checks.filter(({ outcome }) => outcome !== "passed");
  return {
    ...verification,
    faults: faults.map(({ subject, reason, actual }) => [subject, reason, actual].filter(Boolean)),
  };
}

const withProof = (proof: Proof, code = proof.batch.code) => new Map(genuine).set(code, proof);

/** A proof that was changed, with heads that follow from it. */
function forged(code: string, change: (args: Proof["lines"][number]["args"], event: string) => object): Proof {
  const proof = proofIn(genuine, code);
  let head: string = EMPTY_HEAD;
  const lines = proof.lines.map((line) => {
    const args = { ...line.args, ...change(line.args, line.event) };
    head = nextHead(head, leafOf(encodeLog(line.event, args)));
    return { ...line, args, head };
  });
  return { ...proof, batch: { ...proof.batch, head }, lines };
}

/** The same, on a chain whose contract let it happen. */
function onForgedChain(proof: Proof): Shown {
  const call = keccak256Text("headOf(bytes32)").slice(0, 10) + proof.batch.id.slice(2);
  const rpc = nodeThat(batches.rpc, (method, [asked]) =>
    method === "eth_call" && (asked as { data: string }).data === call ? proof.batch.head : undefined,
  );
  return { proofs: withProof(proof), rpc };
}

describe("a lineage as it is", () => {
  test("is verified, each batch once, with what came out beyond what went in", async () => {
    const { verdict, checks, gains, faults } = await verify();
    expect([verdict, faults]).toEqual(["verified", []]);
    expect(checks.map(({ subject }) => subject).toSorted()).toEqual(ANCESTORS.toSorted());
    expect(gains).toEqual([{ code: "SAUCE", unit: "KGM", input: 2_000n, output: 2_600n }]);
  });

  test("is followed on where one answer does not tell of all", async () => {
    const { verdict, faults } = await verify({ lineage: { ancestors: [toldOf("SAUCE")], truncated: true } });
    expect([verdict, faults]).toEqual(["verified", []]);
  });

  test("of which a batch is withheld is incomplete: that one is asked for by its head", async () => {
    const blank = { ...toldOf("HARVEST~1"), code: null };
    const ancestors = [toldOf("SAUCE"), toldOf("SALT"), blank];
    const { verdict, faults, gains } = await verify({ lineage: { ancestors } });
    expect([verdict, faults, gains]).toEqual(["incomplete", [[blank.id, "ancestor-withheld"]], []]);

    // Its head may have moved since it was told.
    const moved = { ...blank, head: toldOf("SALT").head };
    expect((await verify({ lineage: { ancestors: [...ancestors.slice(0, 2), moved] } })).faults).toEqual(faults);
    const none = { id: batchId("NONE"), code: null, head: blank.head };
    const forgedOn = onForgedChain(forged("SAUCE~J", (_, event) => (event === "SplitOff" ? { parent: none.id } : {})));
    const unknown = await verify({ ...forgedOn, lineage: { ancestors: [none] } });
    expect([unknown.verdict, unknown.faults]).toEqual(["failed", [[none.id, "unknown-batch"]]]);
  });

  test.each([["the proof of one", { busy: "SALT" }, ["SALT", "ancestor-not-had"]]])(
    "of which %s cannot be had now is incomplete, and accuses nobody",
    async (_, shown, fault) => {
      const { verdict, faults } = await verify(shown);
      expect([verdict, faults]).toEqual(["incomplete", [fault]]);
    },
  );

  test("is asked for where the batch's own proof came without one", async () => {
    expect((await verify({ untold: true })).verdict).toBe("verified");
    const { verdict, faults } = await verify({ untold: true, busy: "SAUCE~J" });
    expect([verdict, faults]).toEqual(["incomplete", [[batchId("SAUCE"), "ancestor-not-had"]]]);
  });

  test("of which records are withheld is incomplete", async () => {
    const documents = Object.fromEntries(
      Object.keys(proofIn(genuine, "SALT").documents).map((digest) => [
        digest,
        { status: "restricted" as const, cid: "" },
      ]),
    );
    const { verdict, faults } = await verify({ proofs: withProof({ ...proofIn(genuine, "SALT"), documents }) });
    expect([verdict, faults]).toEqual(["incomplete", [["SALT", "ancestor-incomplete"]]]);
  });
});

/** What a server could show otherwise, and what is said of it. */
const SHOWN: readonly [string, () => Shown, readonly (readonly (string | undefined)[])[]][] = [
  ...ANCESTORS.map((code): [string, () => Shown, string[][]] => [
    `${code} is left out`,
    () => ({ lineage: { ancestors: ANCESTORS.filter((other) => other !== code).map(toldOf) } }),
    [[batchId(code), "ancestor-left-out"]],
  ]),
  ["all are left out", () => ({ lineage: { ancestors: [] } }), [[batchId("SAUCE"), "ancestor-left-out"]]],
  [
    "one is left out of all that is told on the way",
    () => ({ lineage: { ancestors: ANCESTORS.slice(0, 2).map(toldOf), truncated: true }, proofs: without("SALT") }),
    [["SALT", "ancestor-not-shown"]],
  ],
  [
    "another batch is named in its place",
    () => ({
      lineage: { ancestors: ANCESTORS.map((code) => ({ ...toldOf(code), code: code === "SALT" ? "OTHER" : code })) },
    }),
    [["OTHER", "other-batch", batchId("SALT")]],
  ],
  [
    "another batch's proof is in its place",
    () => ({ proofs: withProof(proofIn(genuine, "OTHER"), "SALT") }),
    [["SALT", "ancestor-failed", "code/other-code"]],
  ],
  ["there is no proof of one", () => ({ proofs: without("HARVEST") }), [["HARVEST", "ancestor-not-shown"]]],
  [
    "what one was made of is changed",
    () => ({
      proofs: withProof(forged("SAUCE", (_, event) => (event === "Produced" ? { inputs: [id("OTHER")] } : {}))),
    }),
    [["SAUCE", "ancestor-failed", "head/other-head"]],
  ],
  [
    "a quantity is changed",
    () => ({ proofs: withProof(forged("HARVEST", (_, event) => (event === "Split" ? { quantity: "4900" } : {}))) }),
    [["HARVEST", "ancestor-failed", "head/other-head"]],
  ],
  [
    "a line is missing",
    () => {
      const proof = proofIn(genuine, "SALT");
      return { proofs: withProof({ ...proof, lines: proof.lines.slice(0, 2) }) };
    },
    [["SALT", "ancestor-failed", "complete/missing-line"]],
  ],
];
const without = (code: string) => new Map([...genuine].filter(([other]) => other !== code));

test.each(SHOWN)("it fails where %s", async (_, shown, faults) => {
  const found = await verify(shown());
  expect([found.verdict, found.faults]).toEqual(["failed", faults]);
});

/** What no contract of ours lets happen: it is found all the same. */
const FORGED: readonly [string, () => Proof, readonly string[]][] = [
  [
    "more parts than were taken out",
    () => forged("SAUCE", (_, event) => (event === "Split" ? { quantity: "2550" } : {})),
    ["SAUCE", "more-taken-than-left"],
  ],
  [
    "something is added to one",
    () => forged("HARVEST~1", (_, event) => (event === "Transformed" ? { quantity: "2100" } : {})),
    ["HARVEST~1", "quantity-not-conserved"],
  ],
  [
    "more is gone than was used",
    () => forged("SALT", (_, event) => (event === "Consumed" ? { used: "99" } : {})),
    ["SALT", "quantity-not-conserved"],
  ],
  [
    "one tells of no such part",
    () => forged("HARVEST", (_, event) => (event === "Split" ? { parts: [id("HARVEST~2")] } : {})),
    ["HARVEST", "not-taken-out", "HARVEST~1"],
  ],
  [
    "one went in twice and is told of once",
    () =>
      forged("HARVEST~1", (args, event) =>
        event === "Transformed" ? { outputs: [...(args.outputs as string[]), id("SAUCE")] } : {},
      ),
    ["HARVEST~1", "taken-twice", "SAUCE"],
  ],
];

test.each(FORGED)("it fails where %s, though the chain has it so", async (_, forge, fault) => {
  const { verdict, faults } = await verify(onForgedChain(forge()));
  expect([verdict, faults]).toEqual(["failed", [fault]]);
});

test("what is split off itself has no unit, and is found", () => {
  const proof = proofIn(genuine, "HARVEST");
  const [first] = proofIn(genuine, "HARVEST~1").lines;
  const self = { ...first, args: { ...first?.args, batch: proof.batch.id, parent: proof.batch.id } };
  const shown = new Map([[proof.batch.id, { ...proof, lines: [self, ...proof.lines.slice(1)] } as Proof]]);
  expect(unitIn(shown.get(proof.batch.id) as Proof, shown)).toBe(undefined);
  expect(inCircles(shown).map(({ batch }) => batch.code)).toEqual(["HARVEST"]);
  expect(inCircles(new Map([...genuine.values()].map((one) => [one.batch.id, one])))).toEqual([]);
});

test("it proves nothing without the batch's own proof, and without a node", async () => {
  const broken = await verify({ proofs: withProof(forged("SAUCE~J", () => ({ quantity: "1" }))) });
  expect([broken.verdict, broken.checks]).toEqual(["failed", []]);
  const silent = await verify({
    lineage: { ancestors: [{ ...toldOf("SAUCE"), code: null }] },
    rpc: nodeThat(batches.rpc, (method, [call]) => {
      if (method === "eth_call" && (call as { data: string }).data.endsWith(batchId("SAUCE").slice(2)))
        throw new Error("no");
      return undefined;
    }),
  });
  expect([silent.verdict, silent.faults]).toEqual(["failed", [[batchId("SAUCE"), "no-answer"]]]);
});

test("it names what is recalled among what the batch was made of", async () => {
  expect((await verify()).ill).toEqual({ recalled: [], failed: [] });
  await batches.send(kitchen, "recall", id("SALT"), batches.say("SALT", step("recall")));
  const { verdict, ill } = await verify({ proofs: withProof(await batches.proofOf("SALT")) });
  expect([verdict, ill]).toEqual(["verified", { recalled: ["SALT"], failed: [] }]);
});

test("all of it is said in both languages", () => {
  for (const language of ["en", "zh"] as const) {
    const said = LINEAGE_REASONS.map((reason) =>
      describeAncestor({ subject: "A", outcome: "failed", reason }, language),
    );
    expect(new Set(said).size).toBe(LINEAGE_REASONS.length);
    const own = {} as never;
    const check: LineageCheck = { subject: "A", outcome: "passed" };
    for (const verdict of ["verified", "incomplete", "failed"] as const) {
      expect(
        describeLineage({ verdict, own, checks: [check], gains: [], ill: { recalled: [], failed: [] } }, language),
      ).toContain("1");
    }
  }
  expect(describeGain({ unit: "kg", in: 2, out: 2.6 }, "en")).toContain("2 kg went in and 2.6 kg came out");
  expect(describeGain({ unit: "kg", in: 2, out: 2.6 }, "zh")).toContain("投入 2 kg，产出 2.6 kg");
});
