/** What it means that the contract refuses something: a sentence for each of its errors, with holes for what it names. */
import type { Sentence } from "./notices.ts";

/** By the error's name, and by a word of ours where an error means several things. */
export const CONTRACT_SENTENCES = {
  AlreadyRecalled: { en: "The batch is recalled so already", zh: "该批次已被如此召回" },
  BatchExists: { en: "A batch of this code exists already", zh: "该编码的批次已存在" },
  BatchNotActive: { en: "The batch is {status}, so it takes no such line", zh: "批次{status}，不能再写入此类记录" },
  ContractRetired: {
    en: "No batch begins or changes hands in this contract any more: it goes on at {successor}",
    zh: "此合约不再接受新批次和移交，后续请使用 {successor}",
  },
  EnforcedPause: { en: "Writing to the contract is stopped for now", zh: "合约暂停写入" },
  InsufficientGas: {
    en: "There is too little gas for act {act} of those brought together",
    zh: "所附燃料不足以执行一并提交的第 {act} 项操作",
  },
  "InsufficientQuantity.cutOff": {
    en: "The batch has {left} of its unit left, less than was to be taken, or nothing was to be taken",
    zh: "批次剩余数量为 {left}，不足以取出所要求的数量，或所要求的数量为零",
  },
  "InsufficientQuantity.nothing": {
    en: "What is taken out of a batch must be more than nothing",
    zh: "从批次中取出的数量必须大于零",
  },
  "InsufficientQuantity.wanted": {
    en: "The batch has {left} of its unit left, less than the {wanted} to be taken",
    zh: "批次剩余数量为 {left}，不足以取出 {wanted}",
  },
  InvalidAccount: {
    en: "The address {account} can be no account, party, agent or owner here",
    zh: "地址 {account} 不能用作此处的账户、参与方、代理或所有者",
  },
  InvalidCode: {
    en: "A code has 1 to 64 printable ASCII characters without spaces and `~`, and one `:` at most, after a namespace; a part's whole code has 128 at most",
    zh: "编码须为 1 至 64 个可打印的 ASCII 字符，不含空格和 `~`，至多在命名空间之后有一个 `:`；分装批次的完整编码至多 128 个字符",
  },
  InvalidCustodian: { en: "A batch cannot be handed over to {to}", zh: "批次不能移交给 {to}" },
  InvalidDigest: { en: "The digest of a document is missing", zh: "缺少文档摘要" },
  InvalidKind: {
    en: "A kind has 1 to 32 printable ASCII characters, and is not called what another verb's lines are",
    zh: "类别须为 1 至 32 个可打印的 ASCII 字符，且不能与其他操作的记录同名",
  },
  "InvalidLength.empty": { en: "The list is empty", zh: "列表为空" },
  "InvalidLength.tooLong": {
    en: "The list has {length} entries, and may have {maximum} at most",
    zh: "列表有 {length} 项，最多允许 {maximum} 项",
  },
  InvalidNamespace: {
    en: "A namespace has 1 to 32 printable ASCII characters without spaces, `:` and `~`",
    zh: "命名空间须为 1 至 32 个可打印的 ASCII 字符，不含空格、`:` 和 `~`",
  },
  InvalidNonce: {
    en: "The nonce {nonce} of {actor} was used or voided, or is too far from its next",
    zh: "{actor} 的序号 {nonce} 已使用、已作废，或与其下一个序号相距过远",
  },
  InvalidRoles: { en: "The set of roles has bits that stand for no role", zh: "角色集合中含有未定义的角色" },
  InvalidRoot: {
    en: "A Merkle root must not be zero, and stands for one reading at least",
    zh: "默克尔根不能为零，且至少须对应一条读数",
  },
  InvalidSignature: {
    en: "The signature is not one of {actor} over this act",
    zh: "该签名不是 {actor} 对此操作的签名",
  },
  InvalidUnit: {
    en: "A unit is two or three capital letters or digits (UN/ECE Recommendation 20)",
    zh: "单位须为两到三个大写字母或数字（UN/ECE 第 20 号建议书）",
  },
  InvalidVerdict: { en: "A verdict is pass or fail", zh: "检验结论须为合格或不合格" },
  "NamespaceTaken.nobodys": {
    en: "Nobody owns this namespace: a registrar gives it",
    zh: "该命名空间尚无所有者：由登记方授予",
  },
  "NamespaceTaken.taken": { en: "The namespace belongs to {owner}", zh: "该命名空间属于 {owner}" },
  Nested: { en: "Signed acts cannot bring others", zh: "已签名的操作中不能再提交其他操作" },
  NotAdmin: { en: "Only the default admin may do this", zh: "只有默认管理员可以执行此操作" },
  NotHolder: { en: "Only the batch's custodian may do this", zh: "只有批次的当前保管方可以执行此操作" },
  "NotOffered.nobody": { en: "The batch is not offered to anybody", zh: "该批次没有待接受的移交" },
  "NotOffered.another": { en: "The batch is not offered to {actor}", zh: "该批次没有提出移交给 {actor}" },
  NotRecalled: { en: "The batch is not recalled", zh: "该批次未被召回" },
  NotRegistrar: {
    en: "Only a registrar may do this, or for regulators and registrars the default admin",
    zh: "只有登记方可以执行此操作；涉及监管方和登记方时只有默认管理员可以",
  },
  NotRegulator: {
    en: "Only a regulator orders a recall or lifts what a regulator recalled",
    zh: "只有监管方可以责令召回，监管方责令的召回只能由监管方解除",
  },
  NothingDone: { en: "None of the batches fits, so nothing was written", zh: "没有符合条件的批次，未写入任何记录" },
  OtherQuantity: {
    en: "The batch holds {quantity} of its unit, not what was agreed on",
    zh: "批次现有数量为 {quantity}，与约定数量不符",
  },
  ReservedKind: {
    en: "Lines of the kind {kind} are written by a verb of their own",
    zh: "类别 {kind} 须由专门的操作写入",
  },
  SequenceExhausted: {
    en: "The batch has as many lines of this sort as it may have: the numbers left are for recalls",
    zh: "该批次此类记录已达上限，余下的行号留给召回",
  },
  SignatureExpired: { en: "The signature's deadline is past", zh: "签名已过期" },
  "UnauthorizedActor.creation": {
    en: "The account holds no role that may write a creation",
    zh: "该账户没有写入 creation 的角色",
  },
  "UnauthorizedActor.other": {
    en: "The account may not write a {kind} on this batch: by no role, and not as its custodian's party or agent",
    zh: "该账户无权在此批次写入 {kind}：既没有相应角色，也不是保管方准许的参与方或代理",
  },
  UnknownBatch: { en: "The chain has no such batch", zh: "链上没有这个批次" },
  UnknownLine: { en: "The batch has no line {seq}", zh: "批次没有第 {seq} 行" },
  AccessControlUnauthorizedAccount: {
    en: "The account {account} does not hold the office of {office}, who alone grants and revokes this role",
    zh: "账户 {account} 不是{office}，只有{office}可以授予和撤销该角色",
  },
  AccessControlBadConfirmation: { en: "A role is renounced by its holder only", zh: "只能由持有者本人放弃角色" },
  AccessControlEnforcedDefaultAdminDelay: {
    en: "The hand-over of the admin is not due yet",
    zh: "管理员移交的等待期尚未结束",
  },
  AccessControlEnforcedDefaultAdminRules: {
    en: "The default admin is handed over in two steps only",
    zh: "默认管理员只能分两步移交",
  },
  AccessControlInvalidDefaultAdmin: { en: "The address cannot be the default admin", zh: "该地址不能作为默认管理员" },
  Unknown: { en: "The contract refused the act: {name}", zh: "合约拒绝了该操作：{name}" },
} as const satisfies Readonly<Record<string, Sentence>>;
