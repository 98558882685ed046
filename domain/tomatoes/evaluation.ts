/** Answers of the evaluation service, and evaluations in records. */
import { z } from "zod";
import type { JourneyEntry } from "../records/journey-entries.ts";
import { type JsonBounds, JsonFault, parseJson } from "../shared/bounded-json.ts";
import type { JsonValue } from "../shared/json.ts";
import { type EvaluationRequest, EvaluatorFailure } from "./evaluator.ts";

/** The recordable part of an answer, whose result goes into a document. */
const BOUNDS: JsonBounds = { depth: 32, length: 1_048_576, values: 20_000 };

const answerSchema = z.looseObject({
  code: z.union([z.string(), z.number()]).transform(String),
  data: z.json().optional(),
});

const NO_ANSWER = "its answer is not of the form {code, data, message}";

/** An answer of the evaluation service. */
export interface EvaluationAnswer {
  /** As it came. */
  readonly text: string;
  /** The evaluation; null if the service could not make one, as its answer explains. */
  readonly result: JsonValue;
}

/** Read an answer. Throws an EvaluatorFailure for a malformed one. */
export function evaluationAnswerOf(text: string): EvaluationAnswer {
  let content: unknown;
  try {
    content = parseJson(text, BOUNDS);
  } catch (cause) {
    const isJson = cause instanceof JsonFault && cause.reason !== "malformed";
    throw new EvaluatorFailure(isJson ? NO_ANSWER : "its answer is not valid JSON", { cause });
  }
  const answer = answerSchema.safeParse(content);
  if (!answer.success) throw new EvaluatorFailure(NO_ANSWER);
  const { code, data = null } = answer.data;
  if (code === "0" && data === null) throw new EvaluatorFailure("its answer says success but holds no result");
  return { text, result: code === "0" ? data : null };
}

/** The evaluation by this role, if the entry is one; an inspector's sampling test is one of the sampling. */
export function evaluationIn(entry: JourneyEntry, role: EvaluationRequest["role"]): string | undefined {
  if (role === "sampling" && entry.line.kind === "inspection" && entry.step?.details.testType === "sampling") {
    return evaluationText(entry.step.details.results ?? entry.step.description);
  }
  if (entry.line.kind !== "evaluation" || entry.step?.details.role !== role) return undefined;
  const { result } = entry.step.details;
  return result === undefined ? entry.step.description : evaluationText(result);
}

/** A result in words: as it is if it is a text, else as JSON. */
export function evaluationText(result: JsonValue): string {
  return typeof result === "string" ? result : JSON.stringify(result);
}
