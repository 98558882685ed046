/** Under which name a line was written, by whose word, and what of that a proof and a node can make one believe. */
import { ZeroHash } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Hex } from "../../domain/shared/hex.ts";
import { AnswerTooLong } from "../../proof/answer.ts";
import { topicOf } from "../../proof/codec.ts";
import type { RpcCall } from "../../proof/contract-reader.ts";
import { describeName } from "../../proof/name-messages.ts";
import type { Proof } from "../../proof/proof.ts";
import { type Actor, asides, type Batches, nodeThat, refusals, startBatches, step } from "./support/batches.ts";

let batches: Batches;
let registry: Actor;
let regulator: Actor;
beforeAll(async () => {
  batches = await startBatches();
  registry = { address: (await addressOf(batches.chain.trace)) as Hex, trace: batches.chain.trace };
  regulator = await batches.actor(90, "regulator");
});
afterAll(() => batches.close());

const addressOf = async (trace: Actor["trace"]) =>
  (await (trace.runner as unknown as { getAddress(): Promise<string> }).getAddress()).toLowerCase();

const profileOf = (account: string, en: string, more = {}) =>
  JSON.stringify({ account, format: "suyuan-profile/1", names: { en }, salt: "00".repeat(16), ...more });

/** Say who an account is; gives the digest. */
async function describeAs(author: Actor, account: Actor, text: string): Promise<string> {
  const digest = batches.sayProfile(text);
  await batches.send(author, "describeAccount", account.address, digest);
  return digest;
}
const takeBack = (author: Actor, account: Actor) => batches.send(author, "describeAccount", account.address, ZeroHash);

let firms = 0;
/** A new firm, and its batch, which it has yet to create. */
async function newFirm() {
  const number = ++firms;
  return { firm: await batches.actor(number, "producer"), code: `NAMED-${number}` };
}

/** The firm writes one more line of its batch. */
const harvest = (firm: Actor, code: string) => batches.record(firm, code, "harvest", step("harvest"));

/** What is said of each line, with addresses made readable. */
async function told(code: string, proof?: Proof, rpc?: RpcCall) {
  const shown = proof ?? (await batches.proofOf(code));
  const verification = await batches.verify(shown, rpc ? { code, rpc } : { code });
  const short = (text: string) =>
    text
      .replaceAll(registry.address, "REGISTRY")
      .replaceAll(regulator.address, "REGULATOR")
      .replaceAll(/0x[0-9a-f]{40}/g, "FIRM");
  return { ...verification, sentences: verification.names.map((name) => short(describeName(name, "en"))) };
}

const ofNames = (verification: Parameters<typeof refusals>[0]) =>
  [...refusals(verification), ...asides(verification)].filter((each) => each.startsWith("name/"));

describe("a line", () => {
  test("is by a name as of its own number, whatever came later, and the name of now stands beside it", async () => {
    const { firm, code } = await newFirm();
    await batches.create(firm, code);
    await describeAs(firm, firm, profileOf(firm.address, "Green Valley"));
    await harvest(firm, code);
    await describeAs(registry, firm, profileOf(firm.address, "Green Valley"));
    await harvest(firm, code);
    await describeAs(registry, firm, profileOf(firm.address, "Greener Valley"));
    const verification = await told(code);
    const now = "Greener Valley (FIRM), confirmed by REGISTRY; says itself that it is Green Valley (not confirmed)";
    expect(verification.sentences).toEqual([
      `FIRM, whom nobody had described; now called ${now}`,
      `FIRM says it is Green Valley (not confirmed); now called ${now}`,
      `Green Valley (FIRM), confirmed by REGISTRY; now called ${now}`,
    ]);
    expect([verification.verdict, ofNames(verification)]).toEqual(["verified", []]);
  });

  test("is by a name that was taken back since, and said so, by whoever had said it", async () => {
    const { firm, code } = await newFirm();
    await describeAs(firm, firm, profileOf(firm.address, "Mayfly"));
    await batches.create(firm, code);
    await takeBack(registry, firm);
    expect((await told(code)).sentences).toEqual(["FIRM says it is Mayfly (not confirmed)"]);
    await takeBack(firm, firm);
    expect((await told(code)).sentences).toEqual(["FIRM says it is Mayfly (not confirmed); taken back since"]);
  });

  test("is by its address where nobody ever described its author", async () => {
    const { firm, code } = await newFirm();
    await batches.create(firm, code);
    const verification = await told(code);
    expect(verification.sentences).toEqual(["FIRM, whom nobody had described"]);
    expect(verification.names).toEqual([{ seq: 1, account: firm.address, at: null, now: null, telling: "all" }]);
    expect(verification.checks).toContainEqual({ name: "name", outcome: "passed" });
  });
});

test("who confirms is named in turn, by what was said of it as of that line", async () => {
  const { firm, code } = await newFirm();
  const profile = profileOf(firm.address, "Orchard", { names: { en: "Orchard", zh: "果园" } });
  await describeAs(regulator, firm, profile);
  await describeAs(registry, firm, profile);
  await batches.create(firm, code);
  await describeAs(registry, registry, profileOf(registry.address, "County Registry"));
  await describeAs(registry, regulator, profileOf(regulator.address, "Food Authority"));
  const both = "REGISTRY, which says it is County Registry (not confirmed) and Food Authority (REGULATOR)";
  const before = "Orchard (FIRM), confirmed by REGISTRY and REGULATOR";
  const verification = await told(code);
  expect(verification.sentences).toEqual([`${before}; now called Orchard (FIRM), confirmed by ${both}`]);
  expect(verification.names[0]?.at?.profile).toEqual(JSON.parse(profile));
  const [name] = verification.names;
  expect(name && describeName(name, "zh")).toContain("果园（");
  await takeBack(registry, registry);
  await takeBack(registry, regulator);
});

describe("a server", () => {
  /** A firm that says who it is, and that nobody confirms. */
  const plain = async (name = "Plain Farm") => {
    const { firm, code } = await newFirm();
    const digest = await describeAs(firm, firm, profileOf(firm.address, name));
    await batches.create(firm, code);
    const proof = await batches.proofOf(code);
    const profiles = proof.profiles as NonNullable<Proof["profiles"]>;
    expect(profiles.lines).toHaveLength(1);
    return { firm, code, digest, proof, profiles, line: profiles.lines[0] as (typeof profiles.lines)[number] };
  };

  test.each([
    ["as confirmed", { roles: 64 }],
    ["by somebody else", { author: `0x${"ab".repeat(20)}` as Hex }],
    ["at an earlier line", { line: 1 }],
    ["at another time", { timestamp: 1 }],
    ["under another profile", { digest: `0x${"cd".repeat(32)}` as Hex }],
  ])("that shows a line about a name %s invents it", async (_, change) => {
    const { code, proof, profiles, line } = await plain();
    profiles.lines = [{ ...line, ...change }];
    const verification = await told(code, proof);
    expect([verification.verdict, ofNames(verification)]).toEqual(["failed", ["name/invented-profile"]]);
    expect(verification.sentences).toEqual(["FIRM says it is Plain Farm (not confirmed)"]);
  });

  test("that shows lines about somebody else shows nothing", async () => {
    const { code, proof, profiles, line } = await plain();
    profiles.lines.push({ ...line, account: registry.address, author: registry.address });
    const verification = await told(code, proof);
    expect([verification.verdict, ofNames(verification)]).toEqual(["verified", []]);
    expect(verification.sentences).toEqual(["FIRM says it is Plain Farm (not confirmed)"]);
  });

  test("that is ahead of the node is not held to have invented what the node has yet to see", async () => {
    const { firm, code, proof, profiles } = await plain();
    await describeAs(registry, firm, profileOf(firm.address, "Plain Farm"));
    const ahead = await batches.proofOf(code);
    expect(ahead.profiles?.lines.length).toBeGreaterThan(1);
    const before = Number(proof.lines[0]?.blockNumber);
    const behind: RpcCall = (method, parameters) => {
      if (method === "eth_getLogs") {
        const [filter] = parameters as [object];
        return batches.rpc(method, [{ ...filter, toBlock: `0x${before.toString(16)}` }]);
      }
      const [call] = parameters;
      return batches.rpc(method, method === "eth_call" ? [call, `0x${before.toString(16)}`] : parameters);
    };
    const verification = await told(code, ahead, behind);
    expect([verification.verdict, ofNames(verification)]).toEqual(["verified", []]);
    expect(verification.sentences).toEqual(["FIRM says it is Plain Farm (not confirmed)"]);
    // What it should have seen by then is invented.
    profiles.lines.push({ ...(ahead.profiles?.lines.at(-1) as (typeof profiles.lines)[number]), line: 1 });
    expect(refusals(await told(code, proof, behind))).toEqual(["name/invented-profile"]);
  });

  test("that confirms a firm by a line of its own, with a profile of its own, invents it", async () => {
    const { firm, code, proof, profiles, line } = await plain();
    const text = profileOf(firm.address, "Ministry of Food");
    const digest = batches.sayProfile(text);
    profiles.lines.push({ ...line, author: registry.address, roles: 64, digest, line: line.line + 1 });
    profiles.documents[digest] = { status: "public", text, cid: "" };
    const verification = await told(code, proof);
    expect([verification.verdict, ofNames(verification)]).toEqual(["failed", ["name/invented-profile"]]);
    expect(verification.sentences.join()).not.toContain("Ministry");
  });

  test("that changes a profile is found out, and the name is not shown", async () => {
    const { code, digest, proof, profiles } = await plain();
    const shown = profiles.documents[digest] as { text: string };
    shown.text = shown.text.replace("Plain", "Plane");
    const verification = await told(code, proof);
    expect([verification.verdict, ofNames(verification)]).toEqual(["failed", ["name/changed-profile"]]);
    expect(verification.sentences).toEqual(["FIRM, by a profile that is not shown here (not confirmed)"]);
  });

  test("that hides a profile, or that one was taken back, hides no more than its text", async () => {
    const { firm, code, digest, proof, profiles } = await plain();
    await takeBack(firm, firm);
    const without = { ...proof, profiles: undefined };
    expect((await told(code, proof)).sentences).toEqual([
      "FIRM says it is Plain Farm (not confirmed); taken back since",
    ]);
    for (const less of [without, { ...proof, profiles: { ...profiles, documents: {} } }]) {
      const verification = await told(code, less as Proof);
      expect([verification.verdict, ofNames(verification)]).toEqual(["verified", ["name/profile-not-shown"]]);
      expect(verification.sentences).toEqual([
        "FIRM, by a profile that is not shown here (not confirmed); taken back since",
      ]);
    }
    profiles.documents[digest] = { status: "erased", cid: "" };
    expect(ofNames(await told(code, proof))).toEqual(["name/profile-not-shown"]);
  });
});

test.each([
  ["another's profile", (_: string) => profileOf(registry.address, "County Registry")],
  ["a profile with a field that nobody checks", (account: string) => profileOf(account, "Farm", { confirmed: true })],
  ["a name that is written backwards", (account: string) => profileOf(account, "\u202emraF")],
  ["no profile at all", (_: string) => "[".repeat(100_000)],
])("whoever names %s as its own goes by its address, and harms nobody", async (_, text) => {
  const { firm, code } = await newFirm();
  await describeAs(firm, firm, text(firm.address));
  await batches.create(firm, code);
  const verification = await told(code);
  expect([verification.verdict, ofNames(verification)]).toEqual(["verified", ["name/unreadable-profile"]]);
  expect(verification.sentences).toEqual(["FIRM, by a profile that is not shown here (not confirmed)"]);
});

describe("a node", () => {
  let firm: Actor;
  let code: string;
  let proof: Proof;
  beforeAll(async () => {
    ({ firm, code } = await newFirm());
    await describeAs(registry, firm, profileOf(firm.address, "Steady Farm"));
    await batches.create(firm, code);
    proof = await batches.proofOf(code);
  });

  interface Filter {
    readonly topics: readonly [string, readonly string[]];
    readonly fromBlock: string;
    readonly toBlock: string;
  }
  /** A node that answers for logs otherwise. */
  const forLogs = (answer: (filter: Filter) => unknown) =>
    nodeThat(batches.rpc, (method, [filter]) => (method === "eth_getLogs" ? answer(filter as Filter) : undefined));
  const fail = (error: Error) => {
    throw error;
  };

  test("that gives no logs of many blocks tells of those lines alone that are shown", async () => {
    const rpc = forLogs(({ fromBlock, toBlock }) =>
      fromBlock === toBlock ? undefined : fail(new Error("2,000 blocks at a time")),
    );
    const verification = await told(code, proof, rpc);
    expect([verification.verdict, ofNames(verification)]).toEqual(["verified", ["name/later-names-not-told"]]);
    expect(verification.sentences).toEqual([
      "Steady Farm (FIRM), confirmed by REGISTRY; whether that was changed or taken back since is not known",
    ]);
    // It shows what is invented all the same.
    const line = proof.profiles?.lines.find(({ account }) => account === firm.address);
    if (!line) throw new Error("the firm was described");
    const invented = { ...proof, profiles: { documents: {}, lines: [line, { ...line, author: regulator.address }] } };
    expect(refusals(await told(code, invented, rpc))).toEqual(["name/invented-profile"]);
    expect((await told(code, { ...proof, profiles: undefined }, rpc)).sentences).toEqual(["FIRM"]);
  });

  test.each<[string, (filter: Filter) => unknown]>([
    ["that gives no logs", () => fail(new Error("no logs"))],
    ["whose answer is none", () => "none"],
    ["that gives logs of another contract", () => logsOf(isOfFirm, (log) => ({ ...log, address: registry.address }))],
    ["that tells of accounts that it was not asked about", () => logsOf(isDescription)],
    ["that gives another log than it was asked for", () => logsOf(() => true)],
    ["whose logs lack a topic", () => logsOf(isOfFirm, (log) => ({ ...log, topics: log.topics.slice(0, 2) }))],
    ["whose logs are cut", () => logsOf(isOfFirm, (log) => ({ ...log, data: log.data.slice(0, -64) }))],
  ])("%s makes nobody believe a name", async (_, answer) => {
    const verification = await told(code, proof, forLogs(answer));
    expect([verification.verdict, ofNames(verification)]).toEqual(["verified", ["name/names-not-told"]]);
    expect(verification.sentences).toEqual(["FIRM"]);
  });

  interface Log {
    readonly address: string;
    readonly topics: readonly string[];
    readonly data: string;
  }
  const isDescription = ({ topics }: Log) => topics[0] === topicOf("AccountDescribed");
  const isOfFirm = (log: Log) => isDescription(log) && (log.topics[1]?.endsWith(firm.address.slice(2)) ?? false);
  async function logsOf(wanted: (log: Log) => boolean, change = (log: Log): Log => log): Promise<unknown> {
    const logs = await batches.rpc("eth_getLogs", [{ address: batches.chain.contract, fromBlock: "0x0" }]);
    return (logs as Log[]).filter(wanted).map(change);
  }

  test("that is asked about somebody who was described without end loses no other's name by it", async () => {
    const noisy = await batches.actor(91, "producer");
    await describeAs(noisy, noisy, profileOf(noisy.address, "Noisy"));
    await batches.record(noisy, code, "harvest", step("harvest"));
    const asked: number[] = [];
    const rpc = forLogs(({ topics: [, accounts], fromBlock, toBlock }) => {
      asked.push(accounts.length);
      const isNoisy = accounts.some((account) => account.endsWith(noisy.address.slice(2)));
      return isNoisy && fromBlock !== toBlock ? fail(new AnswerTooLong("too long")) : undefined;
    });
    const verification = await told(code, undefined, rpc);
    expect(verification.sentences).toEqual([
      "Steady Farm (FIRM), confirmed by REGISTRY",
      "FIRM says it is Noisy (not confirmed); whether that was changed or taken back since is not known",
    ]);
    expect(asked).toEqual([2, 1, 1, 1, 1]);
  });

  test("that is away is not asked about names", async () => {
    const verification = await told(code, proof, async () => fail(new Error("no connection")));
    expect([verification.names, ofNames(verification)]).toEqual([[], []]);
  });
});
