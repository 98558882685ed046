/**
 * Erasures: a line of the kind `erasure` says which line's document, or which files, are gone on a lawful request, why, and
 * by whose word. The line that it is about, and its digest, stay.
 */
import { z } from "zod";
import type { Hex } from "../shared/hex.ts";
import { positionKey, type StepPosition } from "./amendments.ts";
import { verdictOf } from "./binding.ts";
import type { Kind } from "./kinds.ts";
import type { Line } from "./line.ts";
import { stepDescriptionSchema } from "./record-document.ts";
import { amendedIndex, digestsOf } from "./series.ts";

/** The kind of their lines. */
export const ERASURE = "erasure" satisfies Kind;

/** The most files that one of them names: as many as a record does. */
const MOST_FILES = 101;

const sha256 = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value));

const detailsSchema = z.object({
  line: z.int().positive(),
  /** Which step of a series, counted from 0. */
  index: z.int().nonnegative().optional(),
  /** The digest of the document that is gone; left out where only files are. */
  document: sha256.optional(),
  files: z.array(sha256).max(MOST_FILES).optional(),
  /** Files that others' records name as well. */
  kept: z.array(sha256).max(MOST_FILES).optional(),
  /** On which law or order it rests, in its author's words. */
  basis: z.string().max(1_000).optional(),
  request: z.string().max(64).optional(),
  /** What the document said besides what had to go. */
  remains: stepDescriptionSchema.partial().optional(),
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
 * author are the chain's; what else they say stays as `remains`, but for what is personal. So with what amends them.
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

/**
 * Whether an erasure is one that is to be carried out, whoever said it: it names a document of its batch by the digest that
 * stands on that line, and leaves of a failed inspection and a recall what is not personal.
 */
export function isSound({ line, index = 0, document, files = [], remains }: Erasure, lines: readonly Line[]): boolean {
  const target = lines.find(({ chain }) => chain.seq === line);
  if (!target || target.kind === ERASURE || (document === undefined && files.length === 0)) return false;
  if (document === undefined) return true;
  return digestAt(target, index) === document && (remains !== undefined || !isNeverWhole(target, lines));
}
