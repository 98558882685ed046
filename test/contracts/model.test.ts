/**
 * Two thousand random acts by random actors, in their own names and brought by signatures: of each a model says
 * beforehand whether it may succeed, by which error it fails otherwise, and which lines it writes. After each the heads
 * and the chain, refolded from the logs, are the contract's; in the end the contract, the mirror and the model agree
 * field by field.
 */
import { HDNodeWallet, id } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { typedData } from "../../chain/typed-data.ts";
import { TEST_DEPTH, TEST_SEED } from "../../config/test-depth.ts";
import { type SignableAct, VERBS } from "../../domain/operations/act.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openTestMirror } from "../support/mirror.ts";
import { administer, type Officers } from "./model/administer.ts";
import { accountsAreOnChain, compareMirror, isOnChain } from "./model/compare.ts";
import { type Left, TestLedger } from "./model/ledger.ts";
import { perform } from "./model/perform.ts";
import { oneOf, randomAct, type Source, scopeOf, seededRandom } from "./model/random.ts";
import { brokenRules } from "./model/rules.ts";
import { accountOf, isNonceFree, type Model, newModel, spendNonce } from "./model/state.ts";

const ACTS = 2_000 * TEST_DEPTH;
const SEED = TEST_SEED ?? "a seed that is always the same";

/** How random acts fail: with each of these at least once. */
const ERRORS = [
  "AlreadyRecalled",
  "BatchExists",
  "BatchNotActive",
  "EnforcedPause",
  "InsufficientQuantity",
  "InvalidAccount",
  "InvalidCode",
  "InvalidCustodian",
  "InvalidDigest",
  "InvalidNamespace",
  "InvalidNonce",
  "InvalidRoot",
  "InvalidSignature",
  "InvalidUnit",
  "NamespaceTaken",
  "NotHolder",
  "NotOffered",
  "NotRecalled",
  "NotRegistrar",
  "NotRegulator",
  "NothingDone",
  "OtherQuantity",
  "ReservedKind",
  "SignatureExpired",
  "UnauthorizedActor",
  "UnknownBatch",
  "UnknownLine",
];

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let officers: Officers;
let ledger: TestLedger;

beforeAll(async () => {
  folder = await temporaryFolder();
  const walletAt = (index: number) =>
    HDNodeWallet.fromPhrase(`${"test ".repeat(11)}junk`, undefined, `m/44'/60'/0'/0/${index}`);
  const [registrar, admin] = [walletAt(0), walletAt(200)];
  chain = await startTestChain({ admin: admin.address, registrar });
  const people = await Promise.all(Array.from({ length: 8 }, async (_, index) => (await chain.actor(index)).wallet));
  const wallets = new Map([...people, registrar, admin].map((wallet) => [wallet.address.toLowerCase(), wallet]));
  officers = { admin: admin.address.toLowerCase(), registrar: registrar.address.toLowerCase() };
  ledger = new TestLedger(chain, wallets);
});
afterAll(async () => {
  await chain.close();
  await folder.close();
});

/** One act as it is tried. */
interface Attempt {
  readonly act: SignableAct;
  readonly actor: string;
  /** Where it is brought. */
  readonly scope?: { readonly nonce: number; readonly deadline: number; readonly forged: boolean };
  readonly consentForged: boolean;
}

const textOf = ({ act, actor, scope }: Attempt) =>
  JSON.stringify({ actor, scope, act }, (_, value) => (typeof value === "bigint" ? `${value}` : value));

/** A random act by somebody who mostly may do it, signed or not. */
async function attempt(source: Source, brought: boolean): Promise<Attempt> {
  const { random, model, actors } = source;
  const faultsOf = (each: SignableAct, actor: string) => brokenRules(model, each, actor).size;
  const isDoable = (each: SignableAct) => each.verb === "voidNonce" || actors.some((actor) => !faultsOf(each, actor));
  // Mostly one that somebody may do: else few acts would succeed.
  let act = randomAct(source);
  for (let tries = 0; tries < 2 && random(3) !== 0 && !isDoable(act); tries++) act = randomAct(source);
  // And mostly by one of those who break the fewest rules by it.
  const faults = new Map(actors.map((each) => [each, faultsOf(act, each)]));
  const least = actors.filter((each) => faults.get(each) === Math.min(...faults.values()));
  const actor = oneOf(random, random(6) === 0 ? actors : least);
  const forged = random(16) === 0;
  const consentForged = act.verb === "takeMany" && random(16) === 0;
  if (act.verb === "takeMany") {
    const { batches, digest, consent } = act;
    const signer = consentForged ? (actors.find((each) => each !== consent.actor) as string) : consent.actor;
    const terms = { verb: "handOver", batches, to: actor as Hex, digest } as const;
    const { domain, types, values } = typedData(terms, consent, chain);
    const wallet = ledger.wallets.get(signer) as HDNodeWallet;
    act = { ...act, consent: { ...consent, signature: await wallet.signTypedData(domain, types, values) } };
  }
  const { nonce, deadline } = scopeOf(random, model, actor);
  if (act.verb === "voidNonce") act = { ...act, nonce: brought && random(8) === 0 ? nonce + 1 : nonce };
  return brought ? { act, actor, scope: { nonce, deadline, forged }, consentForged } : { act, actor, consentForged };
}

/** Every rule that it breaks as of now, those of signatures included. */
function brokenBy(model: Model, { act, actor, scope, consentForged }: Attempt): Set<string> {
  const broken = brokenRules(model, act, actor);
  if (consentForged) broken.add("InvalidSignature");
  if (!scope) return broken;
  if (scope.deadline === 1) broken.add("SignatureExpired");
  if (scope.forged) broken.add("InvalidSignature");
  if (!isNonceFree(accountOf(model, actor), scope.nonce)) broken.add("InvalidNonce");
  if (act.verb === "voidNonce" && act.nonce !== scope.nonce) broken.add("InvalidNonce");
  // Who takes its own batches, as another's heir, signs twice.
  const isTwice = act.verb === "takeMany" && act.consent.actor === actor && act.consent.nonce === scope.nonce;
  if (isTwice) broken.add("InvalidNonce");
  return broken;
}

test(`after ${ACTS} random acts the contract, the mirror and the model agree`, {
  timeout: 600_000 * TEST_DEPTH,
}, async () => {
  const random = seededRandom(SEED);
  const model = newModel(chain.contract, officers.admin, officers.registrar);
  const actors = [...ledger.wallets.keys()];
  const source = { random, model, actors };
  const counts = { landed: 0, refused: 0, replayed: 0 };
  const verbs = new Set<string>();
  const errors = new Set<string>();
  const ways = VERBS.flatMap((verb) => [`${verb} brought`, `${verb} direct`]);
  const tried = () => counts.landed + counts.refused;
  const missing = () => [...ways.filter((way) => !verbs.has(way)), ...ERRORS.filter((error) => !errors.has(error))];
  let signedBefore: Attempt | undefined;

  expect(await ledger.begin()).toMatchObject([
    { event: "RolesSet", args: { account: officers.admin, roles: 128 } },
    { event: "RolesSet", args: { account: officers.registrar, roles: 64 } },
  ]);

  /** What was tried is what the model says of it, one act after another. */
  async function judge(attempts: readonly Attempt[], left: Left): Promise<void> {
    const expected = { lines: [] as unknown[], leftOut: [] as string[] };
    const timestamp = left.lines[0]?.args.timestamp ?? 0;
    for (const [index, each] of attempts.entries()) {
      const broken = brokenBy(model, each);
      const error = left.errors.get(index);
      if (error !== undefined) {
        expect(broken, textOf(each)).toContain(error);
        errors.add(error);
        counts.refused++;
        continue;
      }
      expect([...broken], textOf(each)).toEqual([]);
      const outcome = perform(model, each.act, each.actor);
      expected.lines.push(...outcome.lines.map(({ event, args }) => ({ event, args: { ...args, timestamp } })));
      expected.leftOut.push(...outcome.leftOut);
      if (each.scope) spendNonce(accountOf(model, each.actor), each.scope.nonce);
      verbs.add(`${each.act.verb} ${each.scope ? "brought" : "direct"}`);
      if (each.scope) signedBefore = each;
      counts.landed++;
    }
    expect(left.lines, attempts.map(textOf).join("\n")).toEqual(expected.lines);
    expect(left.leftOut).toEqual(expected.leftOut);
    const touched = new Set(left.lines.map(({ args }) => String(args.id)));
    const batches = [...model.batches.values()].filter(({ code }) => touched.has(id(code)));
    await ledger.check(batches.map(({ code }) => code));
    for (const batch of batches) await isOnChain(chain, batch);
  }

  const signed = ({ act, actor, scope }: Attempt & Required<Pick<Attempt, "scope">>) => {
    const signer = scope.forged ? (actors.find((each) => each !== actor) as string) : actor;
    return ledger.sign(act, { ...scope, actor: actor as Hex }, signer);
  };
  const bring = async (attempts: readonly Attempt[]) => {
    const calls = await Promise.all(attempts.map((each) => signed(each as Parameters<typeof signed>[0])));
    await judge(attempts, await ledger.bring(oneOf(random, actors), calls));
  };

  for (let index = 0; index < 60; index++) await administer(ledger, source, officers);
  // Then as many more as it takes for each verb to land in both ways, and for each error to be met.
  while (tried() < ACTS || (missing().length > 0 && tried() < 2 * ACTS)) {
    if (random(30) === 0) await administer(ledger, source, officers);
    else if (signedBefore && random(20) === 0) {
      // The same signature again.
      await bring([signedBefore]);
      counts.replayed++;
    } else if (random(2) === 0) {
      const each = await attempt(source, false);
      await judge([each], await ledger.act(each.act, each.actor));
    } else {
      const attempts: Attempt[] = [];
      for (let more = random(4); more >= 0; more--) attempts.push(await attempt(source, true));
      await bring(attempts);
    }
  }

  expect(missing()).toEqual([]);
  expect(counts.landed).toBeGreaterThan(ACTS / 3);
  expect(counts.replayed).toBeGreaterThan(ACTS / 100);

  await accountsAreOnChain(chain, ledger, model);
  const mirror = await openTestMirror(chain, folder.path);
  await mirror.sync();
  compareMirror(ledger, model, mirror);
  const before = mirror.dump();
  await mirror.rebuild();
  expect(mirror.dump() === before, "a mirror made anew is the same").toBe(true);
  await mirror.close();
});
