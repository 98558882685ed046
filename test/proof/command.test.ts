/** `npm run verify -- --proof FILE`: the terminal says why a proof is refused, and in whose name lines were written. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { id } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Proof } from "../../proof/proof.ts";
import { temporaryFolder } from "../support/folder.ts";
import { stepOf } from "../support/made.ts";
import { startProcess } from "../support/process.ts";
import { type Actor, type Batches, creation, startBatches, step } from "./support/batches.ts";

const CODE = "COMMAND-1";
let batches: Batches;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let grower: Actor;
let inspector: Actor;
let genuine: Proof;
beforeAll(async () => {
  folder = await temporaryFolder();
  batches = await startBatches();
  grower = await batches.actor(1, "producer");
  inspector = await batches.actor(2, "inspector");
  const names = { en: "Green Valley Farm", zh: "绿谷农场" };
  const profile = { account: grower.address, format: "suyuan-profile/1", names, salt: "00".repeat(16) };
  const digest = batches.sayProfile(JSON.stringify(profile));
  await batches.send({ trace: batches.chain.trace }, "describeAccount", grower.address, digest);
  await batches.create(grower, CODE);
  await batches.record(grower, CODE, "harvest", step("harvest"));
  genuine = await batches.proofOf(CODE);
});
afterAll(async () => {
  await batches.close();
  await folder.close();
});

/** Verifies a proof from a file, in a process of its own. */
async function verify(proof: Proof, code = proof.batch.code, settings: Record<string, string> = {}) {
  const file = join(folder.path, "proof.json");
  await writeFile(file, JSON.stringify(proof));
  const run = startProcess("scripts/verify-batch.ts", settings, [code, "--proof", file]);
  return { exit: await run.exited, output: run.output() };
}

test("a genuine proof ends with 0, and says under which names its lines were written", async () => {
  const { exit, output } = await verify(genuine);
  expect(output).toMatch(/^1, 2: Green Valley Farm \(0x[0-9a-f]{40}\), confirmed by 0x[0-9a-f]{40}$/m);
  expect(output).toContain(`${CODE}: VERIFIED`);
  expect(exit).toBe(0);
  expect((await verify(genuine, CODE, { LANG: "zh_CN.UTF-8" })).output).toMatch(/^1, 2: 绿谷农场（0x.*确认$/m);
});

test("an unconfirmed name is told as its owner's word", async () => {
  const text = JSON.stringify({
    account: inspector.address,
    format: "suyuan-profile/1",
    names: { en: "Ministry of Apples" },
    salt: "00".repeat(16),
  });
  await batches.send(inspector, "describeAccount", inspector.address, batches.sayProfile(text));
  await batches.create(grower, "COMMAND-2");
  await batches.inspect(inspector, "COMMAND-2", 1, { record: "inspection", verdict: "pass", step: stepOf() });
  const { exit, output } = await verify(await batches.proofOf("COMMAND-2"));
  expect(output).toMatch(/^2: 0x[0-9a-f]{40} says it is Ministry of Apples \(not confirmed\)$/m);
  expect(exit).toBe(0);
});

/** Bound wrongly by the server, */
const BY_SERVER: readonly [string, (proof: Proof) => Proof, string][] = [
  ["another batch's", (proof) => ({ ...proof, batch: { ...proof.batch, code: "COMMAND-0" } }), "about another batch"],
  [
    "one of no batch",
    (proof) => ({ ...proof, batch: { ...proof.batch, code: "NO", id: id("NO"), seq: 1 }, lines: [] }),
    "The blockchain does not know this batch.",
  ],
  ["one out of order", (proof) => ({ ...proof, lines: proof.lines.toReversed() }), "Line 1: a line is out of order"],
  [
    "one that claims a role",
    (proof) => ({ ...proof, actors: { [grower.address]: { name: "x", roles: ["regulator"] } } }),
    "Line 1: the actor is said to hold a role that the blockchain never gave it.",
  ],
  [
    "one that claims a name",
    (proof) => ({
      ...proof,
      profiles: { documents: {}, lines: [{ ...lineOf(proof), author: inspector.address }] },
    }),
    "A name is shown by a line that the blockchain does not have",
  ],
];
const lineOf = (proof: Proof) => proof.profiles?.lines[0] as NonNullable<Proof["profiles"]>["lines"][number];

test.each(BY_SERVER)("a proof that is %s ends with 1, and the sentence", async (_, change, sentence) => {
  const proof = change(structuredClone(genuine));
  const { exit, output } = await verify(proof, proof.batch.id === id("NO") ? "NO" : CODE);
  expect(output).toContain("✗ ");
  expect(output).toContain(sentence);
  expect(output).toContain(": FAILED against");
  expect(exit).toBe(1);
});

/** and by whoever wrote the line. */
const BY_AUTHOR: readonly [string, (code: string) => Promise<void>, string][] = [
  [
    "another quantity",
    (code) => batches.create(grower, code, creation({ quantity: "9" })),
    "Line 1: the document states another quantity or unit than the blockchain.",
  ],
  [
    "another verdict",
    async (code) => {
      await batches.create(grower, code);
      await batches.inspect(inspector, code, 2, { record: "inspection", verdict: "pass", step: stepOf() });
    },
    "Line 2: the document states another inspection result than the blockchain.",
  ],
  [
    "another line to amend",
    async (code) => {
      await batches.create(grower, code);
      for (const kind of ["harvest", "harvest"]) await batches.record(grower, code, kind, step(kind));
      await batches.amend(grower, code, 2, { record: "amendment", amends: 3, step: stepOf() });
    },
    "Line 4: the document revises another line than the blockchain says.",
  ],
];

test.each(BY_AUTHOR)(
  "a batch whose document states %s ends with 1, and the sentence",
  async (name, write, sentence) => {
    const code = `COMMAND-${name.replaceAll(" ", "-")}`;
    await write(code);
    const { exit, output } = await verify(await batches.proofOf(code));
    expect(output).toContain(`✗ ${sentence}`);
    expect(exit).toBe(1);
  },
);
