import { DomainError } from "../shared/errors.ts";

/** The subject of an evaluation: a sample, or the harvest. */
export const EVALUATED = ["sampling", "harvest"] as const;

/** What is to be evaluated. */
export interface EvaluationRequest {
  readonly tomatoId: string;
  readonly role: (typeof EVALUATED)[number];
}

/** A picture of the tomato. */
export interface EvaluationPicture {
  readonly size: number;
  /** Its bytes; undefined if they are gone. */
  read(): Promise<Uint8Array | undefined>;
}

/** Finds the tomato's newest public picture; undefined if it has none. */
export type NewestPicture = () => Promise<EvaluationPicture | undefined>;

/** The service that grades a tomato by its pictures. */
export interface Evaluator {
  /** The service's answer as it came, bounded in time and size. Throws an EvaluatorFailure. */
  evaluate(request: EvaluationRequest, newestPicture?: NewestPicture): Promise<string>;
}

/** The evaluation service gave no usable answer. `message` contains no address. */
export class EvaluatorFailure extends DomainError {
  constructor(message: string, options?: ErrorOptions) {
    super("unavailable", message, [], options);
    this.name = "EvaluatorFailure";
  }
}
