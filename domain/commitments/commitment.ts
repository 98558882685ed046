/**
 * Commitment certificates for edible farm products (农产品质量安全承诺达标合格证): whoever sells them promises in writing
 * what they are free of. Words, and how such a certificate is read from its record; pages use this too, on a proof alone.
 */
import type { Sentence } from "../names/notices.ts";
import type { Kind, LineEvent } from "../records/kinds.ts";
import { type Attachment, attachmentsOf, type RecordDocument } from "../records/record-document.ts";

/** The kind of a commitment's line. */
export const COMMITMENT = "commitment" satisfies Kind;

/** The words that have to stand beside a QR code which carries one, and head the paper. */
export const COMMITMENT_WORDS: Sentence = { zh: "承诺达标合格证", en: "Commitment certificate of conformity" };

/** What is promised. */
export const PROMISE: Sentence = {
  zh: "我承诺：所销售的该批农产品未使用禁用农药、兽药及其他化合物，使用的常规农药、兽药残留不超标；对本承诺的真实性负责。",
  en: "I promise that these farm products were produced without prohibited pesticides, veterinary drugs or other compounds, that residues of permitted ones are within the limits, and that this is true.",
};

/** What a promise may rest on. */
export const BASES = {
  质量安全控制: "quality and safety control",
  自行检测: "own testing",
  委托检测: "commissioned testing",
} as const;
export type Basis = keyof typeof BASES;

/** The bases that rest on a test. */
export const TESTED: readonly Basis[] = ["自行检测", "委托检测"];

/** The basis that a word in either language names; undefined for none. */
export function basisOf(word: string): Basis | undefined {
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/gu, " ");
  const found = Object.entries(BASES).find(([zh, en]) => plain === zh || plain === en);
  return found?.[0] as Basis | undefined;
}

/** The form of a commitment's number. */
export const COMMITMENT_NUMBER = /^CMT-\d{8}-\d{1,12}$/;

/** A supplier's certificate that was collected with the goods: one of this instance by its number, or a file. */
export type Collected =
  | { readonly number: string; readonly code: string; readonly product: string; readonly subject: string }
  | { readonly title: string; readonly sha256: string };

/** A commitment as its record states it. */
export interface Committed {
  readonly number: string;
  readonly product: string;
  readonly quantity: string;
  readonly unit: string;
  /** Where it was produced. */
  readonly place: string;
  /** Who promises. */
  readonly subject: string;
  readonly contact: string;
  readonly basis: readonly Basis[];
  readonly promise: string;
  readonly collected: readonly Collected[];
  readonly issuedAt: Date;
  /** The PDF. */
  readonly file: Attachment;
}

const TEXTS = ["product", "quantity", "unit", "place", "subject", "contact", "promise"] as const;

/** The commitment that a record makes; undefined if it makes none, or lacks anything that has to stand there. */
export function committedIn(document: RecordDocument | null | undefined): Committed | undefined {
  if (document?.record !== "step" || document.kind !== COMMITMENT) return undefined;
  const { details } = document.step;
  const { commitmentNumber: number } = details;
  if (typeof number !== "string" || !COMMITMENT_NUMBER.test(number)) return undefined;
  const texts = TEXTS.map((name) => details[name]);
  if (!texts.every((text) => typeof text === "string" && text !== "")) return undefined;
  const [product, quantity, unit, place, subject, contact, promise] = texts as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const basis = (Array.isArray(details.basis) ? details.basis : []).filter(
    (word): word is Basis => typeof word === "string" && Object.hasOwn(BASES, word),
  );
  const [file] = attachmentsOf(document);
  if (basis.length === 0 || file?.mediaType !== "application/pdf") return undefined;
  const collected = (Array.isArray(details.collected) ? details.collected : []).filter(isCollected);
  const issuedAt = new Date(document.eventTime);
  return { number, product, quantity, unit, place, subject, contact, basis, promise, collected, issuedAt, file };
}

/** After one of these events the goods are not those any more that were promised. */
const CHANGES: readonly string[] = ["Split", "Transformed"] satisfies LineEvent[];

/** A line of a batch, as far as it matters to an earlier commitment. */
export interface LaterLine {
  readonly seq: number;
  readonly actor: string;
  readonly event: string;
  /** Whether it makes a commitment. */
  readonly commits: boolean;
}

/**
 * What later lines of its batch made of a commitment: a newer one of its issuer took its place; or the goods were divided or
 * mixed, so that it no longer says what they are. Null for neither.
 */
export function overtakenBy(
  lines: readonly LaterLine[],
  own: Pick<LaterLine, "seq" | "actor">,
): "superseded" | "outdated" | null {
  const later = lines.filter(({ seq }) => seq > own.seq);
  if (later.some(({ commits, actor }) => commits && actor === own.actor)) return "superseded";
  return later.some(({ event }) => CHANGES.includes(event)) ? "outdated" : null;
}

/** Until when whoever issues or collects one has to keep it: for six months. */
export function keptUntil(issuedAt: Date): Date {
  const [year, month, day] = [issuedAt.getUTCFullYear(), issuedAt.getUTCMonth() + 6, issuedAt.getUTCDate()];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, lastOfMonth), 23, 59, 59));
}

function isCollected(value: unknown): value is Collected {
  if (typeof value !== "object" || value === null) return false;
  const texts = (names: readonly string[]) =>
    names.every((name) => typeof (value as Record<string, unknown>)[name] === "string");
  return texts(["number", "code", "product", "subject"]) || texts(["title", "sha256"]);
}
