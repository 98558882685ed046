import { readFile } from "node:fs/promises";
import { hexlify, id, JsonRpcProvider, randomBytes } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TraceError, traceClient } from "../../chain/client.ts";
import { EXPLAINED_ERRORS, errorMessage } from "../../chain/error-messages.ts";
import { recordAndCheck } from "../../docs/examples/wallet.ts";
import type { Hex } from "../../domain/model.ts";
import { traceAbi } from "../../proof/abi.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";

let chain: TestChain;
let grower: Awaited<ReturnType<TestChain["actor"]>>["wallet"];
let laboratory: typeof grower;
let bringer: typeof grower;

beforeAll(async () => {
  chain = await startTestChain();
  grower = (await chain.actor(0, "producer")).wallet;
  laboratory = (await chain.actor(1, "inspector")).wallet;
  bringer = (await chain.actor(2)).wallet;
});
afterAll(() => chain.close());

const digest = () => hexlify(randomBytes(32)) as Hex;
const tomorrow = () => Math.floor(Date.now() / 1000) + 86_400;
const seqOf = async (code: string) => Number((await chain.trace.getFunction("batchOf")(id(code))).seq);

test("each verb, called directly, writes the line that it says", async () => {
  const [ours, theirs] = [traceClient(chain, grower), traceClient(chain, laboratory)];
  const code = "CLIENT-1";
  const created = await ours.create({ code, unit: "KGM", quantity: 12_500n, digest: digest() });
  const recorded = await ours.record({ code, kind: "harvest", digest: digest() });
  const inspected = await theirs.inspect({ code, verdict: "pass", digest: digest() });
  const amended = await ours.amend({ code, amended: 1, digest: digest() });
  const lines = [created, recorded, inspected, amended].flatMap((landed) => landed.lines);
  expect(lines.map(({ event, args }) => [event, args.seq])).toEqual([
    ["Created", 1],
    ["Recorded", 2],
    ["Inspected", 3],
    ["Amended", 4],
  ]);
  expect(lines[0]?.args).toMatchObject({ code, quantity: "12500", actor: grower.address.toLowerCase() });
});

test("each verb, signed and brought by somebody else, is its signer's act", async () => {
  const [ours, theirs, anybody] = [grower, laboratory, bringer].map((wallet) => traceClient(chain, wallet)) as [
    ReturnType<typeof traceClient>,
    ReturnType<typeof traceClient>,
    ReturnType<typeof traceClient>,
  ];
  const code = "CLIENT-2";
  const acts = [
    () => ours.signCreate({ code, unit: "LTR", quantity: 1n, digest: digest() }, tomorrow()),
    () => ours.signRecord({ code, kind: "processing", digest: digest() }, tomorrow()),
    () => theirs.signInspect({ code, verdict: "fail", digest: digest() }, tomorrow()),
    () => ours.signAmend({ code, amended: 2, digest: digest() }, tomorrow()),
  ];
  const actors = [];
  for (const sign of acts) actors.push((await anybody.bring(await sign())).lines[0]?.args.actor);
  expect(actors).toEqual([grower, grower, laboratory, grower].map((wallet) => wallet.address.toLowerCase()));
  expect(await seqOf(code)).toBe(4);
});

test("a signature lands once", async () => {
  const code = "CLIENT-3";
  const ours = traceClient(chain, grower);
  await ours.create({ code, unit: "KGM", quantity: 1n, digest: digest() });
  const signed = await ours.signRecord({ code, kind: "harvest", digest: digest() }, tomorrow());
  await traceClient(chain, bringer).bring(signed);
  await expect(traceClient(chain, bringer).bring(signed)).rejects.toMatchObject({ name: "InvalidSignature" });
  expect(await seqOf(code)).toBe(2);
});

test("a refusal says why, in English and in Chinese", async () => {
  const code = "CLIENT-4";
  await traceClient(chain, grower).create({ code, unit: "KGM", quantity: 1n, digest: digest() });
  const error = await traceClient(chain, grower)
    .record({ code, kind: "transport", digest: digest() })
    .catch((thrown) => thrown);
  expect(error).toBeInstanceOf(TraceError);
  expect(error.refusal).toMatchObject({
    name: "UnauthorizedActor",
    code: "forbidden",
    message: "The account holds no role that may write a transport",
    messageZh: "该账户没有写入 transport 的角色",
  });
  expect(await seqOf(code)).toBe(1);
});

test("every custom error of the contract that a caller can meet has its sentences", () => {
  // These cannot be met: they come with library code whose conditions the contract rules out.
  const unreachable = [
    "AddressEmptyCode",
    "FailedCall",
    "InvalidShortString",
    "SafeCastOverflowedUintDowncast",
    "StringTooLong",
  ];
  const names = traceAbi.filter((item) => item.type === "error").map((item) => item.name as string);
  expect([...EXPLAINED_ERRORS].sort()).toEqual(names.filter((name) => !unreachable.includes(name)).sort());
  for (const name of EXPLAINED_ERRORS) {
    const { en, zh } = errorMessage(name, { kind: `0x${"00".repeat(32)}`, status: 2n });
    expect(en).toMatch(/^[A-Z]/);
    expect(zh).toMatch(/\p{Script=Han}/u);
  }
});

test("the example in the contract's documentation runs, and is what the documentation shows", async () => {
  const provider = new JsonRpcProvider(chain.url, undefined, { cacheTimeout: -1, pollingInterval: 20 });
  const { computed, onChain, lines } = await recordAndCheck(
    chain.contract,
    traceAbi,
    grower.connect(provider),
    provider,
  );
  expect(computed).toBe(onChain);
  expect(lines).toBe(2);
  provider.destroy();
  const root = new URL("../../docs/", import.meta.url);
  const example = await readFile(new URL("examples/wallet.ts", root), "utf8");
  expect((await readFile(new URL("contract.md", root), "utf8")).includes(example.trim())).toBe(true);
});
