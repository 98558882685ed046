/** The evaluator that the settings ask for. */
import type { Evaluator } from "../../domain/tomatoes/evaluator.ts";
import { createGuards } from "../outgoing/guards.ts";
import { builtInEvaluator } from "./built-in.ts";
import { evaluatorGuard, httpEvaluator } from "./http.ts";

/** Which evaluator, and where a service is. */
export interface EvaluatorSettings {
  readonly evaluator: "built-in" | "http" | "off";
  readonly evaluatorUrl: string | null;
  readonly evaluatorTimeout: number;
}

/** Null where evaluations are off. A service is asked through a guard. */
export function openEvaluator(settings: EvaluatorSettings, guards = createGuards()): Evaluator | null {
  const { evaluator, evaluatorUrl: url, evaluatorTimeout } = settings;
  if (evaluator === "built-in") return builtInEvaluator();
  if (evaluator === "off" || url === null) return null;
  return httpEvaluator({ url, guard: guards.guard("evaluator", evaluatorGuard(evaluatorTimeout)) });
}
