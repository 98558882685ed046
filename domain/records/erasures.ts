/**
 * Erasures: a line of the kind `erasure` says which line's document, or which files, are gone on a lawful request, why, and
 * by whose word. The line that it is about, and its digest, stay.
 */
import * as z from "zod/mini";
import type { Hex } from "../shared/hex.ts";
import { positionKey, type StepPosition } from "./amendments.ts";
import { verdictOf } from "./binding.ts";
import type { Kind } from "./kinds.ts";
import type { Line } from "./line.ts";
import { type StepDescription, stepDescriptionSchema } from "./record-document.ts";
import { amendedIndex, digestsOf } from "./series.ts";

/** The kind of their lines. */
export const ERASURE = "erasure" satisfies Kind;

/** The most files that one of them names: as many as a record does. */
const MOST_FILES = 101;

const sha256 = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value));

const detailsSchema = z.object({
  line: z.int().check(z.positive()),
  /** Which step of a series, counted from 0. */
  index: z.optional(z.int().check(z.nonnegative())),
  /** The digest of the document that is gone; left out where only files are. */
  document: z.optional(sha256),
  files: z.optional(z.array(sha256).check(z.maxLength(MOST_FILES))),
  /** Files that others' records name as well. */
  kept: z.optional(z.array(sha256).check(z.maxLength(MOST_FILES))),
  /** On which law or order it rests, in its author's words. */
  basis: z.optional(z.string().check(z.maxLength(1_000))),
  request: z.optional(z.string().check(z.maxLength(64))),
  /** What the document said besides what had to go. */
  remains: z.optional(z.partial(stepDescriptionSchema)),
});

/** What an erasure's line says. */
export interface Erasure extends z.output<typeof detailsSchema> {
  readonly reason: string;
}

/** An erasure with the line that says it. */
export interface SaidErasure {
  readonly erasure: Erasure;
  readonly by: Line;
}

/** What a line says was erased; undefined where it is no erasure, or none that can be read. */
export function erasureOf({ kind, event, document }: Pick<Line, "document" | "event" | "kind">): Erasure | undefined {
  if (kind !== ERASURE || event !== "Recorded" || document?.record !== "step") return undefined;
  const details = detailsSchema.safeParse(document.step.details);
  return details.success ? { ...details.data, reason: document.step.description } : undefined;
}

/** What was said of each document's erasure, by the place of its line (`positionKey`); the latest word of each. */
export function erasuresAmong(lines: readonly Line[]): ReadonlyMap<string, SaidErasure> {
  const said = new Map<string, SaidErasure>();
  for (const line of lines) {
    const erasure = erasureOf(line);
    if (erasure?.document) said.set(positionKey(placeOf(erasure)), { erasure, by: line });
  }
  return said;
}

/** Which document it is about. */
export const placeOf = ({ line, index = 0 }: Pick<Erasure, "index" | "line">): StepPosition => ({ seq: line, index });

/** The digest of the document at a place of a line; undefined where it has none there. */
export function digestAt({ event, args }: Pick<Line, "args" | "event">, index: number): Hex | undefined {
  return digestsOf(event, args)[index];
}

const RECALLS: ReadonlySet<string> = new Set<Line["event"]>(["Recalled", "Lifted"]);

/**
 * Whether a line's words may not all go: a failed inspection and a recall are never erased whole. Verdict, kind, date and
 * author are the chain's; what was found stays as `remains` (`leavesFinding`). So with what amends them.
 *
 * @param lines The batch's lines.
 */
export function isNeverWhole(line: Line, lines: readonly Line[]): boolean {
  if (line.event === "Amended") {
    const target = lines.find(({ chain }) => chain.seq === line.amended);
    return target !== undefined && amendedIndex(line.args) === 0 && isNeverWhole(target, lines);
  }
  return RECALLS.has(line.event) || verdictOf(line) === "fail";
}

/** Details that say what was found or is to be done. */
const STAYING: ReadonlySet<string> = new Set(["status", "recall", "class", "instruction"]);

/**
 * Whether what remains of a failed inspection or a recall says what is wrong and what is to be done: its title, its
 * description (of a recall its reason), class and instruction as they were, and something of what else was found; its files
 * where no words say that. Public
 * health needs them (GDPR article 17(3)(c), PIPL article 13).
 */
export function leavesFinding(step: StepDescription, remains: NonNullable<Erasure["remains"]>): boolean {
  const { title = "", description = "", details = {} } = remains;
  const names = Object.keys(step.details);
  const isKept = (name: string) =>
    Object.hasOwn(details, name) && JSON.stringify(details[name]) === JSON.stringify(step.details[name]);
  const found = names.filter((name) => name !== "status");
  return (
    title === step.title &&
    description === step.description &&
    names.every((name) => !STAYING.has(name) || isKept(name)) &&
    (found.length === 0 || found.some(isKept)) &&
    (saysFinding(step) || JSON.stringify(remains.attachments ?? []) === JSON.stringify(step.attachments))
  );
}

/** Whether a step says in words what was found: else its files are all that does. */
export function saysFinding({ description, details }: Pick<StepDescription, "description" | "details">): boolean {
  return description !== "" || Object.keys(details).some((name) => name !== "status");
}

/**
 * Whether an erasure is one that is to be carried out, whoever said it: it names a document of its batch by the digest that
 * stands on that line, and leaves of a failed inspection and a recall what was found, in words or else in files. Of a text that is gone already only
 * that something is left is known.
 */
export function isSound({ line, index = 0, document, files = [], remains }: Erasure, lines: readonly Line[]): boolean {
  const target = lines.find(({ chain }) => chain.seq === line);
  if (!target || target.kind === ERASURE || (document === undefined && files.length === 0)) return false;
  if (document !== undefined && digestAt(target, index) !== document) return false;
  if (!isNeverWhole(target, lines)) return true;
  const step = target.document && "step" in target.document ? target.document.step : undefined;
  if (step && files.length > 0 && !saysFinding(step)) return false;
  if (document === undefined) return true;
  return remains !== undefined && (step === undefined || leavesFinding(step, remains));
}
