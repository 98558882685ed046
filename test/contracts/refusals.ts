/** One act for each way in which the contract refuses what the typed client can send, and what it then says. */
import { type SignedAct, TraceError } from "../../chain/client.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { digest, type startActors, tomorrow } from "./support.ts";

type Actors = Awaited<ReturnType<typeof startActors>>;

/** 32 zero bytes. */
export const ZERO: Hex = `0x${"00".repeat(32)}`;
const code = "ERROR";
const part = (quantity: number) => ({ name: `${quantity}`, quantity, digest: digest() });

/** Bring an act that cannot land, and throw why. */
async function bringOne({ bringer }: Actors, signed: SignedAct): Promise<never> {
  const { skipped } = await bringer.client.bring([signed]);
  if (!skipped[0]) throw new Error("it landed");
  throw new TraceError(skipped[0].refusal);
}

/** The batches that the acts are about. */
export async function prepareRefusals({ grower, regulator, registrar }: Actors): Promise<void> {
  const parameters = { unit: "KGM", quantity: 1, open: true };
  await grower.client.create({ ...parameters, code, quantity: 12_500, digest: digest() });
  await grower.client.create({ ...parameters, code: "ERROR-NAMED", open: false, digest: digest() });
  await grower.client.create({ ...parameters, code: "ERROR-WITHDRAWN", digest: digest() });
  await grower.client.withdraw({ code: "ERROR-WITHDRAWN", digest: digest() });
  await grower.client.create({ ...parameters, code: "ERROR-RECALLED", digest: digest() });
  await grower.client.recall({ code: "ERROR-RECALLED", digest: digest() });
  await grower.client.create({ ...parameters, code: "ERROR-ORDERED", digest: digest() });
  await regulator.client.orderRecall({ code: "ERROR-ORDERED", digest: digest() });
  await registrar.client.setNamespace({ name: "TAKEN", owner: regulator.address });
}

/** What is tried, and the refusal: name, the core's code, English, Chinese. */
export type Case = [
  name: string,
  code: string,
  english: string | RegExp,
  chinese: string | RegExp,
  act: (from: Actors) => Promise<unknown>,
];

/** Acts that the contract refuses. */
export const CASES: Case[] = [
  [
    "UnauthorizedActor",
    "forbidden",
    /^The account may not write a transport on this batch: /,
    /^该账户无权在此批次写入 transport：/,
    ({ laboratory }) => laboratory.client.record({ code, kind: "transport", digest: digest() }),
  ],
  [
    "UnauthorizedActor",
    "forbidden",
    /^The account may not write a transport on this batch: /,
    /^该账户无权在此批次写入 transport：/,
    ({ carrier }) => carrier.client.record({ code: "ERROR-NAMED", kind: "transport", digest: digest() }),
  ],
  [
    "UnauthorizedActor",
    "forbidden",
    "The account holds no role that may write a creation",
    "该账户没有写入 creation 的角色",
    ({ carrier }) => carrier.client.create({ code: "ERROR-9", unit: "KGM", quantity: 1, open: true, digest: digest() }),
  ],
  [
    "UnauthorizedActor",
    "forbidden",
    /^The account may not write a telemetry on this batch: /,
    /^该账户无权在此批次写入 telemetry：/,
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
    ({ grower }) => grower.client.create({ code, unit: "KGM", quantity: 1, open: true, digest: digest() }),
  ],
  [
    "BatchNotActive",
    "conflict",
    "The batch is withdrawn, so it takes no such line",
    "批次已撤销，不能再写入此类记录",
    ({ grower }) => grower.client.record({ code: "ERROR-WITHDRAWN", kind: "harvest", digest: digest() }),
  ],
  [
    "BatchNotActive",
    "conflict",
    "The batch is recalled, so it takes no such line",
    "批次已召回，不能再写入此类记录",
    ({ grower }) => grower.client.split({ code: "ERROR-RECALLED", parts: [part(1)], digest: digest() }),
  ],
  [
    "BatchNotActive",
    "conflict",
    "The batch is recalled by order, so it takes no such line",
    "批次已被责令召回，不能再写入此类记录",
    ({ grower }) => grower.client.withdraw({ code: "ERROR-ORDERED", digest: digest() }),
  ],
  [
    "AlreadyRecalled",
    "conflict",
    "The batch is recalled so already",
    "该批次已被如此召回",
    ({ grower }) => grower.client.recall({ code: "ERROR-RECALLED", digest: digest() }),
  ],
  [
    "NothingDone",
    "conflict",
    "None of the batches fits, so nothing was written",
    "没有符合条件的批次，未写入任何记录",
    ({ grower }) => grower.client.recallMany({ codes: ["ERROR-RECALLED"], order: false, digest: digest() }),
  ],
  [
    "NamespaceTaken",
    "forbidden",
    /^The namespace belongs to 0x/,
    /^该命名空间属于 0x/,
    ({ grower }) => grower.client.create({ code: "TAKEN:1", unit: "KGM", quantity: 1, open: true, digest: digest() }),
  ],
  [
    "NamespaceTaken",
    "forbidden",
    "Nobody owns this namespace: a registrar gives it",
    "该命名空间尚无所有者：由登记方授予",
    ({ grower }) => grower.client.setNamespace({ name: "FREE", owner: grower.address }),
  ],
  [
    "InvalidNamespace",
    "chain-rejected",
    /^A namespace has 1 to 32/,
    /^命名空间须为/,
    ({ registrar, grower }) => registrar.client.setNamespace({ name: "A:B", owner: grower.address }),
  ],
  [
    "InvalidAccount",
    "chain-rejected",
    /^The address 0x\w+ can be no account, party, agent or owner here$/,
    /^地址 0x\w+ 不能用作/,
    ({ grower, chain }) => grower.client.setAgent({ account: chain.contract, added: true }),
  ],
  [
    "NotRegistrar",
    "forbidden",
    /^Only a registrar may do this/,
    /^只有登记方可以/,
    ({ grower, carrier }) => grower.client.describeAccount({ account: carrier.address, digest: digest() }),
  ],
  [
    "InvalidCode",
    "chain-rejected",
    /^A code has 1 to 64/,
    /^编码须为/,
    ({ grower }) => grower.client.create({ code: "A B", unit: "KGM", quantity: 1, open: true, digest: digest() }),
  ],
  [
    "InvalidUnit",
    "chain-rejected",
    /^A unit is two or three/,
    /^单位须为/,
    ({ grower }) => grower.client.create({ code: "ERROR-2", unit: "kg", quantity: 1, open: true, digest: digest() }),
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
    "NotHolder",
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
    ({ carrier }) => carrier.client.acceptCustody({ code, quantity: 12_500, digest: digest() }),
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
    "NotRecalled",
    "conflict",
    "The batch is not recalled",
    "该批次未被召回",
    ({ grower }) => grower.client.lift({ code, digest: digest() }),
  ],
  [
    "NotRecalled",
    "conflict",
    "The batch is not recalled",
    "该批次未被召回",
    // What a regulator ordered is not the holder's to lift.
    ({ grower }) => grower.client.lift({ code: "ERROR-ORDERED", digest: digest() }),
  ],
  [
    "NotRegulator",
    "forbidden",
    "Only a regulator orders a recall or lifts what a regulator recalled",
    "只有监管方可以责令召回，监管方责令的召回只能由监管方解除",
    ({ grower }) => grower.client.liftOrder({ code: "ERROR-ORDERED", digest: digest() }),
  ],
  [
    "OtherQuantity",
    "conflict",
    "The batch holds 12.5 of its unit, not what was agreed on",
    "批次现有数量为 12.5，与约定数量不符",
    async ({ grower, carrier, chain }) => {
      const before = await chain.snapshot();
      await grower.client.offerCustody({ code, to: carrier.address, digest: digest() });
      const tried = carrier.client.acceptCustody({ code, quantity: 12_501, digest: digest() });
      await tried.finally(() => chain.revert(before));
    },
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
    ({ grower }) => grower.client.transform({ inputs: [], outputs: [], open: true, digest: digest() }),
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
    async (from) => {
      const act = { code, kind: "harvest", digest: digest() };
      return bringOne(from, await from.grower.client.signRecord(act, { deadline: 1 }));
    },
  ],
  [
    "InvalidSignature",
    "conflict",
    /^The signature is not one of 0x\w+ over this act$/,
    /^该签名不是 0x\w+ 对此操作的签名$/,
    async (from) => {
      const act = { code, kind: "evaluation", digest: digest() };
      const signed = await from.grower.client.signRecord(act, { deadline: tomorrow() });
      return bringOne(from, { ...signed, actor: from.laboratory.address });
    },
  ],
  [
    "InvalidNonce",
    "conflict",
    /^The nonce 120 of 0x\w+ was used or voided, or is too far from its next$/,
    /^0x\w+ 的序号 120 已使用、已作废/,
    async (from) => {
      const act = { code, kind: "harvest", digest: digest() };
      return bringOne(from, await from.grower.client.signRecord(act, { deadline: tomorrow(), nonce: 120 }));
    },
  ],
];
