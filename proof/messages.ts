/**
 * What each check means and why it failed, in words for people: the shopper's page and the terminal say the same. The
 * types make a missing sentence a compile error, and a test finds a reason that this list does not know.
 */
import { harmless } from "../domain/shared/foreign-text.ts";
import type { Check, CheckName } from "./check.ts";

/** The languages in which checks are explained. */
export type Language = "en" | "zh";

/** Every word that a check gives as its `reason`. */
export const REASONS = [
  "not-a-proof",
  "no-answer",
  "other-chain",
  "other-code",
  "missing-line",
  "too-many-lines",
  "reordered-line",
  "other-batch",
  "malformed-line",
  "changed-line",
  "missing-document",
  "statement-without-document",
  "statement-without-file",
  "foreign-amendment",
  "other-size",
  "restricted",
  "erased",
  "changed-document",
  "unreadable",
  "document-of-other-batch",
  "document-of-other-kind",
  "other-quantity",
  "other-verdict",
  "other-amended-line",
  "missing-attachment",
  "unreachable-attachment",
  "changed-attachment",
  "invented-profile",
  "changed-profile",
  "profile-not-shown",
  "unreadable-profile",
  "names-not-told",
  "later-names-not-told",
  "unknown-actor",
  "claimed-role",
  "unknown-batch",
  "other-head",
  "changed-reading",
] as const;

/** Why a check failed, or why content is withheld. */
export type Reason = (typeof REASONS)[number];

interface Messages {
  /** What a check is called. */
  readonly titles: Readonly<Record<CheckName, string>>;
  /** What a check that passed has shown. */
  readonly passed: Readonly<Record<CheckName, string>>;
  readonly reasons: Readonly<Record<Reason, string>>;
  /** Reasons that mean something else under one check. */
  readonly particular: Readonly<Partial<Record<`${CheckName}/${Reason}`, string>>>;
  /** For a reason of a newer version. */
  readonly unknown: string;
  readonly line: (seq: string, sentence: string) => string;
  readonly subject: (subject: string, sentence: string) => string;
}

const en: Messages = {
  titles: {
    format: "Proof is readable",
    network: "Blockchain answers",
    code: "Code on the label",
    complete: "No line is missing",
    order: "Lines are in order",
    "chain-of-lines": "Each line follows from the last",
    document: "Documents are unchanged",
    binding: "Documents belong where they stand",
    attachment: "Pictures and files are unchanged",
    reading: "The reading is one of those recorded",
    actor: "Everybody was entitled to act",
    name: "Names are those on the blockchain",
    head: "Result agrees with the blockchain",
  },
  passed: {
    format: "What the server sent is a complete proof.",
    network: "The endpoint belongs to the expected blockchain, and the contract answers.",
    code: "The proof is about the code that you asked for.",
    complete: "All lines are shown, as many as the blockchain counts.",
    order: "The lines stand in the order in which they were recorded.",
    "chain-of-lines": "Recomputing the lines one after the other gives the same fingerprints.",
    document: "The document has exactly the fingerprint on the blockchain.",
    binding: "The document speaks of this batch and of this act.",
    attachment: "The file has exactly the fingerprint that its document names.",
    reading: "The reading is one of those that its line on the blockchain stands for.",
    actor: "The actor is known and held a role that may record this.",
    name: "Every profile shown is one that the blockchain anchors, as its author left it.",
    head: "The fingerprint of the whole journey, computed here, is the one on the blockchain.",
  },
  reasons: {
    "not-a-proof": "What the server sent is not a proof that can be checked.",
    "no-answer": "The blockchain could not be asked, so this is neither proved nor disproved.",
    "other-chain": "The endpoint belongs to another blockchain than the proof names.",
    "other-code": "The proof is about another batch than the one asked for.",
    "missing-line": "A line is missing: the blockchain has it, but it is not shown.",
    "too-many-lines": "More lines are shown than the blockchain has.",
    "reordered-line": "A line is out of order: lines have been swapped or repeated.",
    "other-batch": "A line of another batch has been put in.",
    "malformed-line": "A line contains values that the blockchain could never hold.",
    "changed-line": "The line does not follow from the one before it: its content or its place has been changed.",
    "missing-document": "The document is not shown here, and no reason is given. Its fingerprint is on the blockchain.",
    "statement-without-document":
      "Somebody with a role made a statement that nobody can read. It does not count against the batch.",
    "statement-without-file": "Somebody with a role names a file that nobody has. It does not count against the batch.",
    "foreign-amendment": "Somebody amends a line of somebody else's: it changes nothing.",
    "other-size": "The document names this very file, but states another size.",
    restricted: "The content is withheld from the public. Its fingerprint is on the blockchain all the same.",
    erased: "The content was erased on a lawful request. Its fingerprint is on the blockchain all the same.",
    "changed-document": "The document has been tampered with: its fingerprint is not the one on the blockchain.",
    unreadable: "Nobody can read what was recorded here. Its fingerprint is on the blockchain all the same.",
    "document-of-other-batch": "The document is genuine, but belongs to another batch.",
    "document-of-other-kind": "The document is genuine, but belongs to another kind of act.",
    "other-quantity": "The document states another quantity or unit than the blockchain.",
    "other-verdict": "The document states another inspection result than the blockchain.",
    "other-amended-line": "The document revises another line than the blockchain says.",
    "missing-attachment": "The file is not shown here, and no reason is given. Its fingerprint is in the document.",
    "unreachable-attachment": "The file could not be fetched, so it could not be checked.",
    "changed-attachment": "The file has been tampered with: it is not the one that its document names.",
    "invented-profile": "A name is shown by a line that the blockchain does not have.",
    "changed-profile": "The profile has been tampered with: its fingerprint is not the one on the blockchain.",
    "profile-not-shown": "The profile of an actor is not shown here, so that it goes by its address.",
    "unreadable-profile": "Nobody can read as whom an actor was described, so that it goes by its address.",
    "names-not-told": "This endpoint does not tell who was described as whom, so that actors go by their addresses.",
    "later-names-not-told": "This endpoint does not tell whether a name was changed or taken back later.",
    "unknown-actor": "The actor is unknown: nobody says who is behind this address.",
    "claimed-role": "The actor is said to hold a role that the blockchain never gave it.",
    "unknown-batch": "The blockchain does not know this batch.",
    "other-head": "The journey shown is not the one on the blockchain: their fingerprints differ.",
    "changed-reading":
      "The reading is none of those that its line stands for: a value has been changed, or it never was one.",
  },
  particular: {
    "network/no-answer": "The blockchain could not be reached, or there is no such contract on it.",
    "actor/no-answer": "The blockchain could not be asked for the actor's roles.",
    "head/no-answer":
      "The fingerprint on the blockchain could not be read, so the journey is neither proved nor disproved.",
  },
  unknown: "The check failed for a reason that this version does not know.",
  line: (seq, sentence) => `Line ${seq}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`,
  subject: (subject, sentence) => `${sentence} (“${subject}”)`,
};

const zh: Messages = {
  titles: {
    format: "数据格式正确",
    network: "区块链有应答",
    code: "标签上的编码",
    complete: "没有缺失的记录",
    order: "记录顺序正确",
    "chain-of-lines": "记录环环相扣",
    document: "文档未被改动",
    binding: "文档与记录相符",
    attachment: "图片与文件未被改动",
    reading: "读数属于所记录的读数",
    actor: "操作者均有权限",
    name: "名称与区块链一致",
    head: "结果与区块链一致",
  },
  passed: {
    format: "服务器发来的是一份完整的证明。",
    network: "该节点属于预期的区块链，合约有应答。",
    code: "这份证明对应您查询的编码。",
    complete: "全部记录都已展示，数量与链上一致。",
    order: "记录按写入的先后顺序排列。",
    "chain-of-lines": "逐条重新计算，得到的指纹完全相同。",
    document: "文档的指纹与链上完全一致。",
    binding: "文档内容对应本批次、本环节。",
    attachment: "文件的指纹与文档中写明的完全一致。",
    reading: "该读数是链上那条记录所代表的读数之一。",
    actor: "操作者身份已知，并曾拥有写入此类记录的角色。",
    name: "所展示的档案均为链上所锚定，与其作者写下的完全相同。",
    head: "在此计算出的全程指纹与链上的一致。",
  },
  reasons: {
    "not-a-proof": "服务器发来的不是一份可以核验的证明。",
    "no-answer": "无法查询区块链，目前无法判断，请重试或更换节点。",
    "other-chain": "该节点所属的区块链与证明中写明的不同。",
    "other-code": "这份证明对应的是另一个批次。",
    "missing-line": "缺少一条记录：链上有，却没有展示。",
    "too-many-lines": "展示的记录比链上的多。",
    "reordered-line": "记录顺序不对：有记录被调换或重复。",
    "other-batch": "混入了另一个批次的记录。",
    "malformed-line": "记录中含有链上不可能存在的值。",
    "changed-line": "这条记录与上一条接不上：其内容或位置被改动过。",
    "missing-document": "此处未展示该文档，且未说明原因；其指纹仍在链上。",
    "statement-without-document": "某个拥有角色的账户写入了无人可读的陈述，不计入对该批次的评判。",
    "statement-without-file": "某个拥有角色的账户提到了一个无人拥有的文件，不计入对该批次的评判。",
    "foreign-amendment": "有人修订他人的记录：不改变任何内容。",
    "other-size": "文档所指正是该文件，但写明的大小不符。",
    restricted: "内容不对公众展示，但其指纹仍在链上。",
    erased: "内容已依法删除，但其指纹仍在链上。",
    "changed-document": "文档已被篡改：其指纹与链上的不一致。",
    unreadable: "此处所记录的内容无法读取，但其指纹仍在链上。",
    "document-of-other-batch": "文档是真实的，但属于另一个批次。",
    "document-of-other-kind": "文档是真实的，但属于另一类环节。",
    "other-quantity": "文档中的数量或单位与链上的不一致。",
    "other-verdict": "文档中的检验结论与链上的不一致。",
    "other-amended-line": "文档修订的并不是链上所指的那条记录。",
    "missing-attachment": "此处未展示该文件，且未说明原因；其指纹仍在文档中。",
    "unreachable-attachment": "文件暂时无法取得，未能核验；这不影响其他记录的核验结果。",
    "changed-attachment": "文件已被篡改：它不是文档中写明的那个文件。",
    "invented-profile": "所展示的名称出自一条链上没有的记录。",
    "changed-profile": "档案已被篡改：其指纹与链上的不一致。",
    "profile-not-shown": "此处未展示某个操作者的档案，因此仅以地址称呼。",
    "unreadable-profile": "某个操作者的档案无法读取，因此仅以地址称呼。",
    "names-not-told": "该节点不提供账户的说明记录，因此操作者仅以地址称呼。",
    "later-names-not-told": "该节点不提供名称此后是否更改或撤回。",
    "unknown-actor": "操作者身份不明：没有说明该地址背后是谁。",
    "claimed-role": "页面标注的角色，链上从未授予该操作者。",
    "unknown-batch": "区块链上没有这个批次。",
    "other-head": "展示的历程不是链上的历程：两者指纹不同。",
    "changed-reading": "该读数不属于那条记录所代表的读数：其值被改动过，或从未记录过。",
  },
  particular: {
    "network/no-answer": "无法连接区块链，或者链上没有这个合约。",
    "actor/no-answer": "无法向区块链查询操作者的角色。",
    "head/no-answer": "无法读取链上的指纹，目前无法判断，请重试或更换节点。",
  },
  unknown: "核验未通过，当前版本无法识别原因。",
  line: (seq, sentence) => `第 ${seq} 条记录：${sentence}`,
  subject: (subject, sentence) => `${sentence.replace(/。$/, "")}（“${subject}”）。`,
};

const MESSAGES: Readonly<Record<Language, Messages>> = { en, zh };

/** What a check is called, in a few words. */
export function checkTitle(name: CheckName, language: Language): string {
  return MESSAGES[language].titles[name];
}

/** A sentence that says how a check came out, and of which line. */
export function describeCheck(check: Check, language: Language): string {
  const messages = MESSAGES[language];
  const sentence =
    check.outcome === "passed" ? messages.passed[check.name] : reasonSentence(messages, check.name, check.reason);
  // A file's title is the one subject that a person recognises; digests and addresses are shown apart.
  const named =
    check.name === "attachment" && check.subject ? messages.subject(harmless(check.subject), sentence) : sentence;
  if (check.seq === undefined) return named;
  return messages.line(check.index === undefined ? `${check.seq}` : `${check.seq} (${check.index + 1})`, named);
}

function reasonSentence(messages: Messages, name: CheckName, reason: string | undefined): string {
  if (!isReason(reason)) return messages.unknown;
  return messages.particular[`${name}/${reason}`] ?? messages.reasons[reason];
}

function isReason(reason: string | undefined): reason is Reason {
  return (REASONS as readonly (string | undefined)[]).includes(reason);
}
