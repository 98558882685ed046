/** What the contract's custom errors mean, in words for people: by name, in both languages. */
import { fromThousandths } from "../domain/shared/quantity.ts";
import { textOf } from "../proof/kind.ts";

/** An error's arguments by name, as ethers decodes them. */
export type ErrorArguments = Readonly<Record<string, unknown>>;

interface Sentences {
  readonly en: string;
  readonly zh: string;
}

const STATUSES = {
  en: ["unknown", "active", "recalled", "withdrawn", "recalled by order"],
  zh: ["不存在", "正常", "已召回", "已撤销", "已被责令召回"],
} as const;

const statusOf = (language: "en" | "zh", args: ErrorArguments) => STATUSES[language][Number(args.status)] ?? "?";
const kindOf = (args: ErrorArguments) => textOf(String(args.kind));
const decimalOf = (thousandths: unknown) => String(fromThousandths(String(thousandths ?? 0)));

/** Every custom error that a caller of the contract can meet. A test holds the list against the ABI. */
const MESSAGES: Readonly<Record<string, (args: ErrorArguments) => Sentences>> = {
  BatchExists: () => ({ en: "A batch of this code exists already", zh: "该编码的批次已存在" }),
  BatchNotActive: (args) => ({
    en: `The batch is ${statusOf("en", args)}, so it takes no such line`,
    zh: `批次${statusOf("zh", args)}，不能再写入此类记录`,
  }),
  BatchNotRecalled: () => ({ en: "The batch is not recalled", zh: "该批次未被召回" }),
  EnforcedPause: () => ({ en: "Writing to the contract is stopped for now", zh: "合约暂停写入" }),
  InsufficientQuantity: (args) =>
    Number(args.wanted) === 0
      ? { en: "What is taken out of a batch must be more than nothing", zh: "从批次中取出的数量必须大于零" }
      : {
          en: `The batch has ${decimalOf(args.quantity)} of its unit left, less than the ${decimalOf(args.wanted)} to be taken`,
          zh: `批次剩余数量为 ${decimalOf(args.quantity)}，不足以取出 ${decimalOf(args.wanted)}`,
        },
  InvalidCode: () => ({
    en: "A code has 1 to 64 printable ASCII characters without spaces",
    zh: "编码须为 1 至 64 个可打印的 ASCII 字符，不含空格",
  }),
  InvalidCustodian: (args) => ({
    en: `A batch cannot be handed over to ${String(args.to)}`,
    zh: `批次不能移交给 ${String(args.to)}`,
  }),
  InvalidDigest: () => ({ en: "The digest of a document is missing", zh: "缺少文档摘要" }),
  InvalidKind: () => ({
    en: "A kind has 1 to 32 printable ASCII characters",
    zh: "类别须为 1 至 32 个可打印的 ASCII 字符",
  }),
  InvalidLength: (args) =>
    Number(args.length) === 0
      ? { en: "The list is empty", zh: "列表为空" }
      : {
          en: `The list has ${String(args.length)} entries, and may have ${String(args.maximum)} at most`,
          zh: `列表有 ${String(args.length)} 项，最多允许 ${String(args.maximum)} 项`,
        },
  InvalidRoles: () => ({ en: "The set of roles has bits that stand for no role", zh: "角色集合中含有未定义的角色" }),
  InvalidRoot: () => ({
    en: "A Merkle root must not be zero, and stands for one reading at least",
    zh: "默克尔根不能为零，且至少须对应一条读数",
  }),
  InvalidSignature: (args) => ({
    en: `The signature is not one of ${String(args.actor)} over this act as the batch's next line`,
    zh: `该签名不是 ${String(args.actor)} 对此操作作为批次下一行的签名`,
  }),
  InvalidUnit: () => ({
    en: "A unit is two or three capital letters or digits (UN/ECE Recommendation 20)",
    zh: "单位须为两到三个大写字母或数字（UN/ECE 第 20 号建议书）",
  }),
  InvalidVerdict: () => ({ en: "A verdict is pass or fail", zh: "检验结论须为合格或不合格" }),
  NotCustodian: () => ({ en: "Only the batch's custodian may do this", zh: "只有批次的当前保管方可以执行此操作" }),
  NotOffered: (args) =>
    Number(args.actor ?? 0) === 0
      ? { en: "The batch is not offered to anybody", zh: "该批次没有待接受的移交" }
      : {
          en: `The batch is not offered to ${String(args.actor)}`,
          zh: `该批次没有提出移交给 ${String(args.actor)}`,
        },
  NotRegulator: () => ({
    en: "Only a regulator lifts what a regulator recalled",
    zh: "监管方责令的召回只能由监管方解除",
  }),
  ReservedKind: (args) => ({
    en: `Lines of the kind ${kindOf(args)} are written by a verb of their own`,
    zh: `类别 ${kindOf(args)} 须由专门的操作写入`,
  }),
  SequenceExhausted: () => ({
    en: "A batch has at most 16,777,215 lines, and this one has no room for more",
    zh: "每个批次最多 16,777,215 行，该批次已无法再写入",
  }),
  SignatureExpired: () => ({ en: "The signature's deadline is past", zh: "签名已过期" }),
  UnauthorizedActor: (args) => ({
    en: `The account holds no role that may write a ${kindOf(args)}`,
    zh: `该账户没有写入 ${kindOf(args)} 的角色`,
  }),
  UnknownBatch: () => ({ en: "The chain has no such batch", zh: "链上没有这个批次" }),
  UnknownLine: (args) => ({ en: `The batch has no line ${String(args.seq)}`, zh: `批次没有第 ${String(args.seq)} 行` }),
  AccessControlUnauthorizedAccount: (args) => ({
    en: `The account ${String(args.account)} may not administer the contract in this way`,
    zh: `账户 ${String(args.account)} 无权进行此项管理操作`,
  }),
  AccessControlBadConfirmation: () => ({
    en: "A role is renounced by its holder only",
    zh: "只能由持有者本人放弃角色",
  }),
  AccessControlEnforcedDefaultAdminDelay: () => ({
    en: "The hand-over of the admin is not due yet",
    zh: "管理员移交的等待期尚未结束",
  }),
  AccessControlEnforcedDefaultAdminRules: () => ({
    en: "The default admin is handed over in two steps only",
    zh: "默认管理员只能分两步移交",
  }),
  AccessControlInvalidDefaultAdmin: () => ({
    en: "The address cannot be the default admin",
    zh: "该地址不能作为默认管理员",
  }),
};

/** What an error means; the same for one that this version does not know, by its name. */
export function errorMessage(name: string, args: ErrorArguments): Sentences {
  return (
    MESSAGES[name]?.(args) ?? {
      en: `The contract refused the act: ${name}`,
      zh: `合约拒绝了该操作：${name}`,
    }
  );
}

/** The names that have sentences of their own. */
export const EXPLAINED_ERRORS: readonly string[] = Object.keys(MESSAGES);
