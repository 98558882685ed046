/** The evaluator that the settings ask for. */
import type { Evaluator } from "../../domain/ports/evaluator.ts";
import { builtInEvaluator } from "./built-in.ts";
import { httpEvaluator } from "./http.ts";

/** Which evaluator, and where a service is. */
export interface EvaluatorSettings {
  readonly evaluator: "built-in" | "http" | "off";
  readonly evaluatorUrl: string | null;
  readonly evaluatorTimeout: number;
}

/** Null where evaluations are off. */
export function openEvaluator({ evaluator, evaluatorUrl, evaluatorTimeout }: EvaluatorSettings): Evaluator | null {
  if (evaluator === "built-in") return builtInEvaluator();
  if (evaluator === "off" || evaluatorUrl === null) return null;
  return httpEvaluator({ url: evaluatorUrl, timeout: evaluatorTimeout });
}
