/** What the evaluation service answers, and how an evaluation stands in a record. */
import { z } from "zod";
import type { Entry } from "./entries.ts";
import type { JsonValue } from "./model.ts";
import { type EvaluationRequest, EvaluatorFailure } from "./ports/evaluator.ts";

/** Deeper JSON than anybody writes would exhaust the stack of whatever walks it. */
const MAXIMUM_DEPTH = 32;

const answerSchema = z.looseObject({
  code: z.union([z.string(), z.number()]).transform(String),
  data: z.json().optional(),
});

/** An answer of the evaluation service. */
export interface EvaluationAnswer {
  /** As it came. */
  readonly text: string;
  /** The evaluation; null where the service could make none, and says so in its answer. */
  readonly result: JsonValue;
}

/** Read an answer. Throws an EvaluatorFailure for one that is not what the service is to answer. */
export function evaluationAnswerOf(text: string): EvaluationAnswer {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new EvaluatorFailure("its answer is not valid JSON", { cause });
  }
  const answer = isSound(content, 0) ? answerSchema.safeParse(content) : undefined;
  if (!answer?.success) throw new EvaluatorFailure("its answer is not of the form {code, data, message}");
  const { code, data = null } = answer.data;
  if (code === "0" && data === null) throw new EvaluatorFailure("its answer says success but holds no result");
  return { text, result: code === "0" ? data : null };
}

/** What an evaluation of this role says, where the entry is one. */
export function evaluationIn(entry: Entry, role: EvaluationRequest["role"]): string | undefined {
  if (entry.line.kind !== "evaluation" || entry.step?.details.role !== role) return undefined;
  const { result } = entry.step.details;
  return result === undefined ? entry.step.description : evaluationText(result);
}

/** A result in words: as it is if it is a text, else as JSON. */
export function evaluationText(result: JsonValue): string {
  return typeof result === "string" ? result : JSON.stringify(result);
}

/** Whether all of it can be recorded: text that has a UTF-8, no names with a meaning of their own, no great depth. */
function isSound(value: unknown, depth: number): boolean {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\0");
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth >= MAXIMUM_DEPTH) return false;
  return Object.entries(value).every(
    ([key, item]) => key !== "__proto__" && isSound(key, depth) && isSound(item, depth + 1),
  );
}
