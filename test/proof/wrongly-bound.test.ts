/**
 * Proofs whose every part is genuine on a real chain, and of which one part stands where it does not belong: each is refused
 * for that reason, and not for a digest that happens to differ as well.
 */
import { encodeBytes32String, id } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeLog } from "../../proof/codec.ts";
import { keccak256Text } from "../../proof/hash.ts";
import { EMPTY_HEAD, leafOf, nextHead } from "../../proof/head.ts";
import type { Proof } from "../../proof/proof.ts";
import { stepOf } from "../support/made.ts";
import {
  type Actor,
  asides,
  type Batches,
  creation,
  nodeThat,
  refusals,
  startBatches,
  step,
} from "./support/batches.ts";

let batches: Batches;
let grower: Actor;
let carrier: Actor;
let inspector: Actor;
let regulator: Actor;
beforeAll(async () => {
  batches = await startBatches();
  [grower, carrier, inspector, regulator] = [
    await batches.actor(1, "producer", "processor"),
    await batches.actor(2, "carrier"),
    await batches.actor(3, "inspector"),
    await batches.actor(4, "regulator"),
  ];
  // The first tells its whole story rightly; the second is of the same grower, with its documents withheld.
  await batches.create(grower, "RIGHT");
  await batches.record(grower, "RIGHT", "harvest", step("harvest"));
  await batches.record(carrier, "RIGHT", "transport", step("transport"));
  await batches.inspect(inspector, "RIGHT", 1, { record: "inspection", verdict: "pass", step: stepOf() });
  await batches.amend(grower, "RIGHT", 2, { record: "amendment", amends: 2, step: stepOf() });
  await batches.create(grower, "OTHER");
});
afterAll(() => batches.close());

const selector = (signature: string) => keccak256Text(signature).slice(0, 10);
/** A node that gives no answer to one view. */
const without = (signature: string) =>
  nodeThat(batches.rpc, (method, [call]) => {
    if (method === "eth_call" && (call as { data: string }).data.startsWith(selector(signature))) {
      throw new Error("no answer");
    }
    return undefined;
  });

test("the genuine proofs pass, as a whole and with a record withheld", async () => {
  const right = await batches.verify(await batches.proofOf("RIGHT"));
  expect([right.verdict, refusals(right), asides(right)]).toEqual(["verified", [], []]);
  const other = await batches.proofOf("OTHER");
  const withheld = await batches.verify(hidden(other));
  expect([withheld.verdict, refusals(withheld)]).toEqual(["incomplete", []]);
});

/** With every document withheld from the public. */
function hidden(proof: Proof): Proof {
  const documents = Object.keys(proof.documents).map((digest) => [digest, { status: "restricted", cid: "" }]);
  return { ...proof, documents: Object.fromEntries(documents) };
}

describe("another batch", () => {
  test("under this code, all its documents withheld, is another batch", async () => {
    const other = hidden(await batches.proofOf("OTHER"));
    const renamed = { ...other, batch: { ...other.batch, code: "RIGHT" } };
    expect(refusals(await batches.verify(renamed))).toEqual(["code/other-code"]);
    expect(refusals(await batches.verify(other, { code: "RIGHT" }))).toEqual(["code/other-code"]);
    const relabelled = { ...hidden(await batches.proofOf("RIGHT")), attachments: {} };
    relabelled.batch = { ...relabelled.batch, code: "OTHER" };
    expect(refusals(await batches.verify(relabelled, { code: "RIGHT" }))).toEqual(["code/other-code"]);
    // With the code's own id, no line is of it.
    const moved = { ...renamed, batch: { ...renamed.batch, id: id("RIGHT") } };
    expect(refusals(await batches.verify(moved))).toContain("chain-of-lines/other-batch");
  });

  test("that nobody created, without lines, is unknown", async () => {
    const nothing = await batches.proofOf("NOBODY-MADE-THIS");
    expect([nothing.lines, nothing.batch.head]).toEqual([[], EMPTY_HEAD]);
    expect(refusals(await batches.verify(nothing))).toEqual(["head/unknown-batch"]);
  });

  test("has its lines found out among this one's", async () => {
    const [right, other] = [await batches.proofOf("RIGHT"), await batches.proofOf("OTHER")];
    const mixed = { ...right, lines: [...other.lines, ...right.lines.slice(1)] };
    expect(refusals(await batches.verify(mixed))).toEqual(
      expect.arrayContaining(["chain-of-lines/other-batch", "head/other-head"]),
    );
  });
});

describe("lines", () => {
  test("one more than the chain has is one too many", async () => {
    const other = await batches.proofOf("OTHER");
    const [line] = other.lines as [Proof["lines"][number]];
    const args = { ...line.args, seq: 2, line: Number(line.args.line) + 1 };
    const head = nextHead(line.head, leafOf(encodeLog(line.event, args)));
    const more = { ...other, lines: [line, { ...line, args, head }], batch: { ...other.batch, seq: 2, head } };
    expect(refusals(await batches.verify(more))).toEqual(["complete/too-many-lines", "head/other-head"]);
  });

  test("in another order are reordered, by either of their numbers", async () => {
    const right = await batches.proofOf("RIGHT");
    const [first, second, third, ...rest] = right.lines as [
      Proof["lines"][number],
      Proof["lines"][number],
      Proof["lines"][number],
    ];
    const swapped = await batches.verify({ ...right, lines: [first, third, second, ...rest] });
    expect(swapped.checks).toContainEqual({ name: "order", outcome: "failed", seq: 2, reason: "reordered-line" });
    const repeated = [first, second, { ...third, args: { ...third.args, seq: 2 } }];
    expect((await batches.verify({ ...right, lines: [...repeated, ...rest] })).checks).toContainEqual({
      name: "order",
      outcome: "failed",
      seq: 2,
      reason: "reordered-line",
    });
    // Numbered anew within the batch, as if it had always been so.
    const numbered = [
      first,
      { ...third, args: { ...third.args, seq: 2 } },
      { ...second, args: { ...second.args, seq: 3 } },
    ];
    const renumbered = await batches.verify({ ...right, lines: [...numbered, ...rest] });
    expect(renumbered.checks).toContainEqual({ name: "order", outcome: "failed", seq: 3, reason: "reordered-line" });
  });

  test.each([
    ["a capacity", { capacity: 1 }],
    ["roles", { roles: 32 }],
    ["an actor", { actor: `0x${"ab".repeat(20)}` }],
    ["a time", { timestamp: 1 }],
  ])("with %s that is claimed are changed, also where all that follows is computed anew", async (_, change) => {
    const right = await batches.proofOf("RIGHT");
    right.lines[2] = {
      ...(right.lines[2] as Proof["lines"][number]),
      args: { ...right.lines[2]?.args, ...change } as never,
    };
    right.actors[`0x${"ab".repeat(20)}`] = { name: "somebody", roles: [] };
    expect(refusals(await batches.verify(right))).toEqual(
      expect.arrayContaining(["chain-of-lines/changed-line", "head/other-head"]),
    );
    let head: string = EMPTY_HEAD;
    for (const line of right.lines) {
      head = nextHead(head, leafOf(encodeLog(line.event, line.args)));
      line.head = head;
    }
    expect(refusals(await batches.verify(right))).toContain("head/other-head");
  });

  test("whose values no log could hold are malformed", async () => {
    const right = await batches.proofOf("RIGHT");
    const bad = { ...right, lines: [{ ...right.lines[0], args: { ...right.lines[0]?.args, digest: "0x12" } }] };
    expect(refusals(await batches.verify(bad as Proof))).toEqual(["chain-of-lines/malformed-line"]);
  });
});

describe("actors", () => {
  /** The genuine proof, with a claim about the carrier. */
  const claiming = async (...roles: string[]) => {
    const proof = await batches.proofOf("RIGHT");
    proof.actors[carrier.address] = { name: "somebody", roles };
    return proof;
  };

  test.each([[["carrier", "regulator"]], [["inspector"]], [["king"]], [["carrier", "king"]]])(
    "claimed to be %j are not taken for that",
    async (roles) => {
      expect(refusals(await batches.verify(await claiming(...roles)))).toEqual(["actor/claimed-role"]);
    },
  );

  test("hold by the chain's word of now what no line here shows", async () => {
    const { wallet } = await batches.chain.actor(2, "retailer");
    expect(wallet.address.toLowerCase()).toBe(carrier.address);
    const proof = await claiming("carrier", "retailer");
    expect(refusals(await batches.verify(proof))).toEqual([]);
    // A node on which they hold nothing.
    const empty = nodeThat(batches.rpc, (method, [call]) => {
      const isAccount = (call as { data?: string })?.data?.startsWith(selector("accountOf(address)"));
      return method === "eth_call" && isAccount ? `0x${"0".repeat(64 * 5)}` : undefined;
    });
    expect(refusals(await batches.verify(proof, { rpc: empty }))).toEqual(["actor/claimed-role"]);
    const silent = without("accountOf(address)");
    expect(refusals(await batches.verify(proof, { rpc: silent }))).toEqual(["actor/no-answer"]);
    // What the lines themselves prove needs no answer.
    expect(refusals(await batches.verify(await claiming("carrier"), { rpc: silent }))).toEqual([]);
  });

  test("whom the proof says nothing of are unknown", async () => {
    const proof = await batches.proofOf("RIGHT");
    delete proof.actors[inspector.address];
    expect(refusals(await batches.verify(proof))).toEqual(["actor/unknown-actor"]);
  });
});

test.each([["headOf(bytes32)"], ["batchOf(bytes32)"]])(
  "a node that gives no answer to %s proves nothing",
  async (view) => {
    const answer = await batches.verify(await batches.proofOf("RIGHT"), { rpc: without(view) });
    expect(refusals(answer)).toEqual(["network/no-answer", "head/no-answer"]);
  },
);

test("a node of another chain is not asked about this one", async () => {
  const rpc = nodeThat(batches.rpc, (method) => (method === "eth_chainId" ? "0x1" : undefined));
  expect(refusals(await batches.verify(await batches.proofOf("RIGHT"), { rpc }))).toEqual([
    "network/other-chain",
    "head/no-answer",
  ]);
});

/** Each is what the author itself anchored, and not what the chain says beside it. */
describe("a document by whoever holds the batch", () => {
  let codes = 0;
  const judged = async (write: (code: string) => Promise<void>) => {
    const code = `BOUND-${++codes}`;
    await write(code);
    return batches.verify(await batches.proofOf(code));
  };
  const refused = async (write: (code: string) => Promise<void>) => refusals(await judged(write));
  const created = (code: string) => batches.create(grower, code);

  test.each([
    ["quantity", creation({ quantity: "5001" })],
    ["unit", creation({ unit: "LTR" })],
  ])("of a creation with another %s is refused for it", async (_, said) => {
    expect(await refused((code) => batches.create(grower, code, said))).toEqual(["binding/other-quantity"]);
  });

  test.each([
    ["quantity", { quantity: "1" }],
    ["unit", { unit: "TNE" }],
  ])("that gives the batch another %s by an amendment is refused for it", async (_, change) => {
    const amend = (said: object) => async (code: string) => {
      await created(code);
      const { batch } = creation(said) as { batch: ReturnType<typeof import("../support/made.ts").descriptionOf> };
      await batches.amend(grower, code, 1, { record: "amendment", amends: 1, batch });
    };
    expect(await refused(amend({ name: "Better apples" }))).toEqual([]);
    expect(await refused(amend(change))).toEqual(["binding/other-quantity"]);
  });

  test("of another batch is refused for it", async () => {
    const said = { ...step("harvest"), code: "RIGHT" };
    expect(
      await refused(async (code) => {
        await created(code);
        await batches.record(grower, code, "harvest", said);
      }),
    ).toEqual(["binding/document-of-other-batch"]);
  });

  test.each([
    ["a step of another kind", step("processing")],
    ["a creation", creation()],
    ["an inspection", { record: "inspection", verdict: "pass", step: stepOf() } as const],
    [
      "an amendment",
      { record: "amendment", amends: 1, batch: (creation() as never as { batch: never }).batch } as const,
    ],
  ])("that is %s where a harvest is due is of another kind", async (_, said) => {
    expect(
      await refused(async (code) => {
        await created(code);
        await batches.record(grower, code, "harvest", said);
      }),
    ).toEqual(["binding/document-of-other-kind"]);
  });

  test("that tells a step where a batch is due, or a batch where a step is, is of another kind", async () => {
    const description = (creation() as never as { batch: never }).batch;
    const wrong = [
      [1, { step: stepOf() }],
      [1, {}],
      [1, { step: stepOf(), batch: description }],
      [2, { batch: description }],
      [2, {}],
      [2, { step: stepOf(), batch: description }],
    ] as const;
    for (const [amends, content] of wrong) {
      const reasons = await refused(async (code) => {
        await created(code);
        await batches.record(grower, code, "harvest", step("harvest"));
        await batches.amend(grower, code, amends, { record: "amendment", amends, ...content });
      });
      expect([amends, Object.keys(content), reasons]).toEqual([
        amends,
        Object.keys(content),
        ["binding/document-of-other-kind"],
      ]);
    }
  });

  test("that amends another line than the chain says is refused for it", async () => {
    expect(
      await refused(async (code) => {
        await created(code);
        for (const kind of ["harvest", "processing"]) await batches.record(grower, code, kind, step(kind));
        await batches.amend(grower, code, 2, { record: "amendment", amends: 3, step: stepOf() });
      }),
    ).toEqual(["binding/other-amended-line"]);
  });

  test.each([
    [2, "pass"],
    [1, "fail"],
  ] as const)("with another verdict than %i on chain is refused for it", async (verdict, said) => {
    expect(
      await refused(async (code) => {
        await created(code);
        await batches.inspect(inspector, code, verdict, { record: "inspection", verdict: said, step: stepOf() });
      }),
    ).toEqual(["binding/other-verdict"]);
  });

  test("that amends somebody else's line amends nothing, and is told", async () => {
    for (const by of [grower, regulator]) {
      const verification = await judged(async (code) => {
        await created(code);
        await batches.inspect(inspector, code, 2, { record: "inspection", verdict: "fail", step: stepOf() });
        await batches.amend(by, code, 2, { record: "amendment", amends: 2, step: stepOf({ title: "All is well" }) });
      });
      expect(verification.checks).toContainEqual(
        expect.objectContaining({ name: "binding", outcome: "withheld", seq: 3, reason: "foreign-amendment" }),
      );
      expect([verification.verdict, refusals(verification)]).toEqual(["verified", []]);
    }
  });
});

test("what a stranger with a role binds wrongly is told, and never counts against the batch", async () => {
  await batches.create(grower, "OPEN");
  const image = { type: "image", title: "", size: 1, mediaType: "image/png", cid: "x" } as const;
  const empty = "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  await batches.record(carrier, "OPEN", "transport", { ...step("transport"), code: "RIGHT" });
  await batches.record(carrier, "OPEN", "transport", step("storage"));
  const attachments = [
    { ...image, sha256: `0x${"12".repeat(32)}` },
    { ...image, sha256: empty },
  ];
  await batches.record(carrier, "OPEN", "transport", step("transport", { attachments }));
  await batches.send(carrier, "record", id("OPEN"), encodeBytes32String("transport"), id("a document of nobody's"));
  const proof = await batches.proofOf("OPEN");
  proof.attachments = { [empty]: { status: "public", url: "/empty" } };
  const verification = await batches.verify(proof);
  expect(asides(verification)).toEqual([
    "document/statement-without-document",
    "binding/document-of-other-batch",
    "binding/document-of-other-kind",
    "attachment/statement-without-file",
    "attachment/other-size",
  ]);
  expect([verification.verdict, refusals(verification)]).toEqual(["verified", []]);
});

test("a record of the holder's own is one of the batch, also where it wrote by its role", async () => {
  await batches.create(grower, "HELD");
  await batches.send(grower, "record", id("HELD"), encodeBytes32String("harvest"), id("a document of nobody's"));
  const verification = await batches.verify(await batches.proofOf("HELD"));
  expect([verification.verdict, asides(verification)]).toEqual(["incomplete", ["document/missing-document"]]);
});

test("what the holder names and does not have, or tells the size of wrongly, does", async () => {
  const image = { type: "image", title: "", size: 1, mediaType: "image/png", cid: "x" } as const;
  const empty = "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  await batches.create(grower, "OWN", creation(), false);
  const attachments = [{ ...image, sha256: `0x${"12".repeat(32)}` }];
  await batches.record(grower, "OWN", "harvest", step("harvest", { attachments }));
  const lacking = await batches.verify(await batches.proofOf("OWN"));
  expect([lacking.verdict, asides(lacking)]).toEqual(["incomplete", ["attachment/missing-attachment"]]);
  await batches.record(grower, "OWN", "harvest", step("harvest", { attachments: [{ ...image, sha256: empty }] }));
  const proof = await batches.proofOf("OWN");
  proof.attachments = { [empty]: { status: "public", url: "/empty" } };
  expect(refusals(await batches.verify(proof))).toEqual(["attachment/other-size"]);
});
