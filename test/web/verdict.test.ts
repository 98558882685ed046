import { expect, test } from "vitest";
import type { Verification } from "../../proof/check.ts";
import type { Proof } from "../../proof/proof.ts";
import { verifyProof } from "../../proof/verify.ts";
import { filesOf } from "../../web/shopper/story/files.ts";
import { groupChecks, headsOf } from "../../web/shopper/story/groups.ts";
import { doneChecks, expectedChecks } from "../../web/shopper/story/progress.ts";
import { currentVersion } from "../../web/shopper/story/step.ts";
import { tellStory } from "../../web/shopper/story/story.ts";
import { timelineOf } from "../../web/shopper/story/timeline.ts";
import { trustOf, verdictOf } from "../../web/shopper/story/verdict.ts";
import { apples } from "./support/apples.ts";
import { chainOf } from "./support/chain.ts";
import { SCENARIOS } from "./support/scenarios.ts";
import { dropLine, withhold } from "./support/tamper.ts";

const CODE = "AP20230515A123";
const genuine = apples(CODE);
const chain = chainOf(genuine.proof);

async function fetchBytes(url: string): Promise<Uint8Array> {
  const file = genuine.files.get(url.slice("/files/".length));
  if (!file) throw new Error("no such file");
  return file.bytes;
}

function verify(proof: Proof, rpc = chain): Promise<Verification> {
  return verifyProof(proof, { code: CODE, rpc, fetchBytes });
}

function trusts(proof: Proof, { checks }: Verification) {
  return Object.fromEntries(tellStory(proof).steps.map((step) => [step.seq, trustOf(step, checks, true)]));
}

const silent = async () => {
  throw new Error("no connection");
};

test("a genuine journey is verified, and so is each of its steps", async () => {
  const verification = await verify(genuine.proof);
  expect(verdictOf(verification)).toEqual({ outcome: "verified", failure: undefined });
  expect(new Set(Object.values(trusts(genuine.proof, verification)))).toEqual(new Set(["verified"]));
  expect(verification.checks).toHaveLength(expectedChecks(genuine.proof));
});

test("there is no verdict while checks run, and progress never goes beyond the end", () => {
  expect(verdictOf(undefined).outcome).toBe("checking");
  const [step] = tellStory(genuine.proof).steps;
  expect(step && trustOf(step, [], false)).toBe("checking");
  expect(doneChecks([], 3, 47)).toBe(3);
  expect(doneChecks([{ name: "attachment", outcome: "passed" }], 3, 47)).toBe(1);
  expect(doneChecks([], 99, 47)).toBe(47);
});

test.each([
  ["DOCUMENT", "document", "changed-document", 4],
  ["DESCRIPTION", "document", "changed-document", 1],
  ["PICTURE", "attachment", "changed-attachment", 2],
  ["MISSING", "complete", "missing-line", 4],
  ["REORDERED", "order", "reordered-line", 4],
  ["REDATED", "chain-of-lines", "changed-line", 8],
  ["ACTOR", "actor", "unknown-actor", 8],
] as const)("%s is a red failure that says what and where", async (scenario, name, reason, seq) => {
  const change = SCENARIOS[scenario];
  if (!change) throw new Error("no such scenario");
  const shown = change(genuine);
  const verification = await verify(shown);
  const verdict = verdictOf(verification);
  expect(verdict).toMatchObject({ outcome: "failed", failure: { name, reason, seq } });
  const here = trusts(shown, verification)[seq];
  if (here !== undefined) expect(here).toBe("failed");
});

test("steps around a change are not called verified where the head does not agree", async () => {
  const shown = dropLine(genuine.proof, 4);
  const verification = await verify(shown);
  expect(trusts(shown, verification)).toMatchObject({ 1: "unconfirmed", 2: "unconfirmed", 10: "unconfirmed" });
});

test("without a chain nothing is proved and nothing disproved", async () => {
  const verification = await verify(genuine.proof, silent);
  expect(verdictOf(verification)).toMatchObject({ outcome: "unreachable", failure: { reason: "no-answer" } });
  expect(new Set(Object.values(trusts(genuine.proof, verification)))).toEqual(new Set(["unreachable"]));
});

test("what is disproved without a chain stays disproved", async () => {
  const shown = SCENARIOS.DOCUMENT?.(genuine) as Proof;
  expect(verdictOf(await verify(shown, silent)).failure?.reason).toBe("changed-document");
});

test("a journey of which something is not shown is genuine, and not complete", async () => {
  const shown = withhold(genuine.proof, "erased", 8);
  const verification = await verify(shown);
  expect(verdictOf(verification).outcome).toBe("incomplete");
  expect(trusts(shown, verification)[8]).toBe("withheld");
});

test("a document that is gone speaks against the batch only where its line is not just anybody's with a role", async () => {
  const [creation] = genuine.proof.lines;
  const gone = structuredClone(genuine.proof) as Proof;
  delete gone.documents[String(creation?.args.digest)];
  expect(verdictOf(await verify(gone)).outcome).toBe("incomplete");

  const shown = SCENARIOS.NODOCUMENT?.(genuine) as Proof;
  const verification = await verify(shown);
  expect(verdictOf(verification).outcome).toBe("verified");
  expect(verification.checks).toContainEqual(
    expect.objectContaining({ name: "document", outcome: "withheld", seq: 7, reason: "statement-without-document" }),
  );
});

test("the timeline shows where lines are missing, and only there", async () => {
  const shown = dropLine(dropLine(dropLine(genuine.proof, 4), 5), 10);
  const { checks } = await verify(shown);
  const entries = timelineOf(tellStory(shown).steps, checks);
  expect(entries.map((entry) => (entry.type === "step" ? entry.step.seq : `${entry.first}–${entry.last}`))).toEqual([
    1,
    2,
    3,
    "4–5",
    6,
    7,
    8,
    "10–10",
  ]);
});

test("each file stands with its own check", async () => {
  const shown = SCENARIOS.PICTURE?.(genuine) as Proof;
  const { checks } = await verify(shown);
  const [, harvest, washing] = tellStory(shown).steps;
  const outcome = (step: typeof harvest) =>
    step && filesOf(shown, currentVersion(step), checks).map(({ check }) => check?.outcome);
  expect(outcome(harvest)).toEqual(["failed"]);
  expect(outcome(washing)).toEqual(["passed"]);
});

test("the panel counts checks by name, failures first, and lays both heads side by side", async () => {
  const shown = SCENARIOS.REDATED?.(genuine) as Proof;
  const { checks, head } = await verify(shown);
  const actors = groupChecks(checks).find((group) => group.name === "actor");
  expect(actors).toMatchObject({ passed: 10, failed: 0, withheld: 0 });
  const heads = headsOf(checks, head);
  expect(heads.onChain).toBe(genuine.proof.batch.head);
  expect(heads.computed).not.toBe(heads.onChain);
  const altered = groupChecks((await verify(SCENARIOS.DOCUMENT?.(genuine) as Proof)).checks);
  expect(altered.find((group) => group.name === "document")?.checks[0]?.outcome).toBe("failed");
});
