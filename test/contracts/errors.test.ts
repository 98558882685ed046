/** What the contract refuses, as the client tells it: in English and in Chinese. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HandOver } from "../../chain/acts.ts";
import { TraceError } from "../../chain/client.ts";
import { EXPLAINED_ERRORS, errorMessage } from "../../chain/error-messages.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { traceAbi } from "../../proof/abi.ts";
import { digest, startActors, tomorrow } from "./support.ts";

let actors: Awaited<ReturnType<typeof startActors>>;

beforeAll(async () => {
  actors = await startActors();
  const { grower } = actors;
  await grower.client.create({ code: "ERROR", unit: "KGM", quantity: 12_500, digest: digest() });
  await grower.client.create({ code: "ERROR-WITHDRAWN", unit: "KGM", quantity: 1, digest: digest() });
  await grower.client.withdraw({ code: "ERROR-WITHDRAWN", digest: digest() });
  await grower.client.create({ code: "ERROR-ORDERED", unit: "KGM", quantity: 1, digest: digest() });
  await actors.regulator.client.recall({ code: "ERROR-ORDERED", digest: digest() });
});
afterAll(() => actors.chain.close());

const ZERO: Hex = `0x${"00".repeat(32)}`;
const code = "ERROR";
const part = (quantity: number) => ({ code: `PART-${quantity}`, quantity, digest: digest() });

/** What is tried, and the refusal: name, the core's code, English, Chinese. */
type Case = [
  name: string,
  code: string,
  english: string | RegExp,
  chinese: string | RegExp,
  act: (from: typeof actors) => Promise<unknown>,
];

const CASES: Case[] = [
  [
    "UnauthorizedActor",
    "forbidden",
    "The account holds no role that may write a transport",
    "该账户没有写入 transport 的角色",
    ({ grower }) => grower.client.record({ code, kind: "transport", digest: digest() }),
  ],
  [
    "UnauthorizedActor",
    "forbidden",
    "The account holds no role that may write a telemetry",
    "该账户没有写入 telemetry 的角色",
    ({ laboratory }) => laboratory.client.anchor({ code, root: digest(), count: 1, digest: digest() }),
  ],
  [
    "UnknownBatch",
    "not-found",
    "The chain has no such batch",
    "链上没有这个批次",
    ({ grower }) => grower.client.record({ code: "NONE", kind: "harvest", digest: digest() }),
  ],
  [
    "BatchExists",
    "conflict",
    "A batch of this code exists already",
    "该编码的批次已存在",
    ({ grower }) => grower.client.create({ code, unit: "KGM", quantity: 1, digest: digest() }),
  ],
  [
    "BatchNotActive",
    "conflict",
    "The batch is withdrawn, so it takes no such line",
    "批次已撤销，不能再写入此类记录",
    ({ grower }) => grower.client.record({ code: "ERROR-WITHDRAWN", kind: "harvest", digest: digest() }),
  ],
  [
    "InvalidCode",
    "chain-rejected",
    /^A code has 1 to 64/,
    /^编码须为/,
    ({ grower }) => grower.client.create({ code: "A B", unit: "KGM", quantity: 1, digest: digest() }),
  ],
  [
    "InvalidUnit",
    "chain-rejected",
    /^A unit is two or three/,
    /^单位须为/,
    ({ grower }) => grower.client.create({ code: "ERROR-2", unit: "kg", quantity: 1, digest: digest() }),
  ],
  [
    "InvalidDigest",
    "chain-rejected",
    "The digest of a document is missing",
    "缺少文档摘要",
    ({ grower }) => grower.client.record({ code, kind: "harvest", digest: ZERO }),
  ],
  [
    "ReservedKind",
    "chain-rejected",
    "Lines of the kind inspection are written by a verb of their own",
    "类别 inspection 须由专门的操作写入",
    ({ laboratory }) => laboratory.client.record({ code, kind: "inspection", digest: digest() }),
  ],
  [
    "UnknownLine",
    "not-found",
    "The batch has no line 9",
    "批次没有第 9 行",
    ({ grower }) => grower.client.amend({ code, amended: 9, digest: digest() }),
  ],
  [
    "NotCustodian",
    "forbidden",
    "Only the batch's custodian may do this",
    "只有批次的当前保管方可以执行此操作",
    ({ carrier }) => carrier.client.split({ code, parts: [part(1)], digest: digest() }),
  ],
  [
    "NotOffered",
    "forbidden",
    /^The batch is not offered to 0x/,
    /^该批次没有提出移交给 0x/,
    ({ carrier }) => carrier.client.acceptCustody({ code, digest: digest() }),
  ],
  [
    "NotOffered",
    "forbidden",
    "The batch is not offered to anybody",
    "该批次没有待接受的移交",
    ({ grower }) => grower.client.cancelOffer({ code, digest: digest() }),
  ],
  [
    "InvalidCustodian",
    "chain-rejected",
    /^A batch cannot be handed over to 0x/,
    /^批次不能移交给 0x/,
    ({ grower }) => grower.client.offerCustody({ code, to: grower.address, digest: digest() }),
  ],
  [
    "BatchNotRecalled",
    "conflict",
    "The batch is not recalled",
    "该批次未被召回",
    ({ grower }) => grower.client.lift({ code, digest: digest() }),
  ],
  [
    "NotRegulator",
    "forbidden",
    "Only a regulator lifts what a regulator recalled",
    "监管方责令的召回只能由监管方解除",
    ({ grower }) => grower.client.lift({ code: "ERROR-ORDERED", digest: digest() }),
  ],
  [
    "InsufficientQuantity",
    "conflict",
    "The batch has 2.5 of its unit left, less than the 2.501 to be taken",
    "批次剩余数量为 2.5，不足以取出 2.501",
    ({ grower }) => grower.client.split({ code, parts: [part(10_000), part(2_501)], digest: digest() }),
  ],
  [
    "InsufficientQuantity",
    "conflict",
    "What is taken out of a batch must be more than nothing",
    "从批次中取出的数量必须大于零",
    ({ grower }) => grower.client.split({ code, parts: [part(0)], digest: digest() }),
  ],
  [
    "InvalidLength",
    "chain-rejected",
    "The list is empty",
    "列表为空",
    ({ grower }) => grower.client.transform({ inputs: [], outputs: [], digest: digest() }),
  ],
  [
    "InvalidLength",
    "chain-rejected",
    "The list has 257 entries, and may have 256 at most",
    "列表有 257 项，最多允许 256 项",
    ({ grower }) =>
      grower.client.recordSeries({ code, kind: "telemetry", digests: Array.from({ length: 257 }, digest) }),
  ],
  [
    "InvalidRoot",
    "chain-rejected",
    "A Merkle root must not be zero, and stands for one reading at least",
    "默克尔根不能为零，且至少须对应一条读数",
    ({ grower }) => grower.client.anchor({ code, root: digest(), count: 0, digest: digest() }),
  ],
  [
    "SignatureExpired",
    "conflict",
    "The signature's deadline is past",
    "签名已过期",
    async ({ grower, bringer }) =>
      bringer.client.bring(await grower.client.signRecord({ code, kind: "harvest", digest: digest() }, 1)),
  ],
  [
    "InvalidSignature",
    "conflict",
    /^The signature is not one of 0x\w+ over this act as the batch's next line$/,
    /^该签名不是 0x\w+ 对此操作作为批次下一行的签名$/,
    async ({ grower, bringer }) => {
      const signed = await grower.client.signRecall({ code, digest: digest() }, tomorrow());
      return bringer.client.bring({ ...signed, actor: bringer.address });
    },
  ],
];

test.each(CASES)("%s is %s: %s", async (name, domainCode, english, chinese, act) => {
  const before = await actors.chain.trace.getFunction("lineCount")();
  const error = await act(actors).catch((thrown) => thrown);
  if (!(error instanceof TraceError)) throw new Error("no refusal of the contract", { cause: error });
  expect(error).toMatchObject({ name, refusal: { name, code: domainCode } });
  expect(error.refusal.message).toMatch(exactly(english));
  expect(error.message).toBe(error.refusal.message);
  expect(error.refusal.messageZh).toMatch(exactly(chinese));
  expect(await actors.chain.trace.getFunction("lineCount")()).toBe(before);
});

const exactly = (text: string | RegExp) =>
  text instanceof RegExp ? text : new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);

test("what is not the contract's refusal is thrown as it is", async () => {
  const handOver: HandOver = { code, to: ZERO, digest: ZERO, deadline: 1, custodianSignature: "no hex" };
  const error = await actors.grower.client.takeCustody(handOver).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(TraceError);
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
    const { en, zh } = errorMessage(name, { kind: ZERO, status: 2n });
    expect(en).toMatch(/^[A-Z]/);
    expect(zh).toMatch(/\p{Script=Han}/u);
  }
});
