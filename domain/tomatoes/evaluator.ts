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

/** The tomato's public pictures, the newest first. */
export type EvaluationPictures = () => AsyncIterable<EvaluationPicture>;

/** The service that grades a tomato by its pictures. */
export interface Evaluator {
  /** The service's answer as it came, bounded in time and size. Throws an EvaluatorFailure. */
  evaluate(request: EvaluationRequest, pictures?: EvaluationPictures): Promise<string>;
}

/** The evaluation service gave no usable answer. `message` contains no address. */
export class EvaluatorFailure extends DomainError {
  constructor(message: string, options?: ErrorOptions) {
    super("unavailable", message, [], options);
    this.name = "EvaluatorFailure";
  }
}
