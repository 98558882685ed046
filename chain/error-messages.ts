/** What the contract's custom errors mean, in words for people: by name, in both languages. */
import { id, ZeroHash } from "ethers";
import { CONTRACT_SENTENCES } from "../domain/names/contract-sentences.ts";
import type { Sentence } from "../domain/names/notices.ts";
import { fromThousandths } from "../domain/shared/quantity.ts";
import { textOf } from "../proof/kind.ts";

/** An error's arguments by name, as ethers decodes them. */
export type ErrorArguments = Readonly<Record<string, unknown>>;

/** What flags of `BatchNotActive` say, the gravest first: of several one is told. */
const STATUSES = [
  { flags: 1, en: "withdrawn", zh: "已撤销" },
  { flags: 8, en: "recalled by order", zh: "已被责令召回" },
  { flags: 6, en: "recalled", zh: "已召回" },
] as const;

/** The offices of AccessControl, by the identifier of their role. */
const OFFICES: Readonly<Record<string, Sentence>> = {
  [ZeroHash]: { en: "the default admin", zh: "默认管理员" },
  [id("REGISTRAR_ROLE")]: { en: "a registrar", zh: "登记方" },
};

const statusOf = (args: ErrorArguments): Sentence =>
  STATUSES.find(({ flags }) => Number(args.flags) & flags) ?? { en: "?", zh: "?" };
const kindOf = (args: ErrorArguments) => textOf(String(args.kind));
const decimalOf = (thousandths: unknown) => String(fromThousandths(String(thousandths ?? 0)));

/** What goes into a sentence's holes: the same in both languages, or a word of each. */
type Holes = Readonly<Record<string, string | Sentence>>;
type Meaning = readonly [sentence: keyof typeof CONTRACT_SENTENCES, holes?: Holes];

/** Which of several sentences an error is told by, and what goes into it, where that is not its arguments as they are. */
const MEANINGS: Readonly<Record<string, (args: ErrorArguments) => Meaning>> = {
  BatchNotActive: (args) => ["BatchNotActive", { status: statusOf(args) }],
  InsufficientGas: (args) => ["InsufficientGas", { act: String(Number(args.act ?? 0) + 1) }],
  InsufficientQuantity: (args) => {
    const left = decimalOf(args.quantity);
    if (args.wanted === undefined) return ["InsufficientQuantity.cutOff", { left }];
    if (Number(args.wanted) === 0) return ["InsufficientQuantity.nothing"];
    return ["InsufficientQuantity.wanted", { left, wanted: decimalOf(args.wanted) }];
  },
  InvalidLength: (args) => [Number(args.length) === 0 ? "InvalidLength.empty" : "InvalidLength.tooLong"],
  NamespaceTaken: (args) => [Number(args.owner ?? 0) === 0 ? "NamespaceTaken.nobodys" : "NamespaceTaken.taken"],
  NotOffered: (args) => [Number(args.actor ?? 0) === 0 ? "NotOffered.nobody" : "NotOffered.another"],
  OtherQuantity: (args) => ["OtherQuantity", { quantity: decimalOf(args.quantity) }],
  ReservedKind: (args) => ["ReservedKind", { kind: kindOf(args) }],
  UnauthorizedActor: (args) =>
    kindOf(args) === "creation" ? ["UnauthorizedActor.creation"] : ["UnauthorizedActor.other", { kind: kindOf(args) }],
  AccessControlUnauthorizedAccount: (args) => {
    const needed = String(args.neededRole ?? "?");
    return ["AccessControlUnauthorizedAccount", { office: OFFICES[needed] ?? needed }];
  },
};

/** What an error means; the same for one that this version does not know, by its name. */
export function errorMessage(name: string, args: ErrorArguments): Sentence {
  const known = name in CONTRACT_SENTENCES ? (name as keyof typeof CONTRACT_SENTENCES) : undefined;
  const [sentence, holes = {}] = MEANINGS[name]?.(args) ?? (known ? [known] : ["Unknown" as const, { name }]);
  const fill = (language: keyof Sentence) =>
    CONTRACT_SENTENCES[sentence][language].replaceAll(/\{(\w+)\}/g, (_, hole: string) => {
      const value = holes[hole] ?? String(args[hole]);
      return typeof value === "string" ? value : value[language];
    });
  return { en: fill("en"), zh: fill("zh") };
}

/** The names that have sentences of their own. */
export const EXPLAINED_ERRORS: readonly string[] = [
  ...new Set(Object.keys(CONTRACT_SENTENCES).map((sentence) => sentence.replace(/\..*$/, ""))),
].filter((name) => name !== "Unknown");
