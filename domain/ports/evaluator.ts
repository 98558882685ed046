import { DomainError } from "../errors.ts";

/** What an evaluation is of: a sample, or the harvest. */
export const EVALUATED = ["sampling", "harvest"] as const;

/** What is to be evaluated. */
export interface EvaluationRequest {
  readonly tomatoId: string;
  readonly role: (typeof EVALUATED)[number];
}

/** The service that looks at a tomato's pictures and says what it is worth. */
export interface Evaluator {
  /** The service's answer as it came, bounded in time and size. Throws an EvaluatorFailure. */
  evaluate(request: EvaluationRequest): Promise<string>;
}

/** The evaluation service gave no answer that can be used. `message` names no address. */
export class EvaluatorFailure extends DomainError {
  constructor(message: string, options?: ErrorOptions) {
    super("unavailable", message, [], options);
    this.name = "EvaluatorFailure";
  }
}
