/** The evaluation service over HTTP: `POST {"tomato_id", "role"}`, answered by `{"code", "data", "message"}`. */
import { type Evaluator, EvaluatorFailure } from "../../domain/tomatoes/evaluator.ts";
import { AnswerTooLong } from "../../proof/answer.ts";
import { ask } from "../outgoing/ask.ts";
import { createGuard, type Guard, type GuardOptions, reasonOfGuard } from "../outgoing/guard.ts";
import { refusesRequest } from "../outgoing/statuses.ts";

/** How the service is reached. */
export interface HttpEvaluatorOptions {
  readonly url: string;
  /** What its calls go through; one of its own if left out. */
  readonly guard?: Guard | undefined;
  /** The largest answer, in bytes; 64 KiB if left out. */
  readonly maximumBytes?: number;
}

/** A status that is no evaluation. */
class OtherStatus extends EvaluatorFailure {
  readonly status: number;

  constructor(status: number) {
    super(`it answered with status ${status}`);
    this.status = status;
  }
}

/**
 * How patient its calls are, if a whole answer has so many milliseconds. Looking at pictures is dear: what failed is
 * tried once more, within that time.
 */
export function evaluatorGuard(timeout: number): GuardOptions {
  return {
    timeout,
    patience: timeout,
    attempts: 2,
    isAnswer: (error) => error instanceof OtherStatus && refusesRequest(error.status),
  };
}

/** How patient its calls are where no setting says otherwise. */
export const EVALUATOR_GUARD: GuardOptions = evaluatorGuard(10_000);

/**
 * An evaluation service. It is asked again where it fails: it looks, and changes nothing. Its connections are kept open
 * for the next request (Node's own pool). A redirection is not followed: it could lead to where only this server may go.
 */
export function httpEvaluator(options: HttpEvaluatorOptions): Evaluator {
  const { url, guard = createGuard("evaluator", EVALUATOR_GUARD), maximumBytes: limit = 65_536 } = options;
  return {
    async evaluate({ tomatoId, role }) {
      const body = { tomato_id: tomatoId, role };
      try {
        return await guard.run({ operation: "evaluate", repeatable: true }, async (signal) => {
          const { status, text } = await ask({ method: "POST", url: new URL(url), body, signal, limit });
          if (status !== 200) throw new OtherStatus(status);
          return text;
        });
      } catch (error) {
        throw failureOf(error, limit);
      }
    },
  };
}

/** In words that name no address: those are for the log, as the cause. */
function failureOf(cause: unknown, limit: number): EvaluatorFailure {
  if (cause instanceof EvaluatorFailure) return cause;
  const reason = reasonOfGuard(cause);
  if (reason === "took too long") return new EvaluatorFailure("it did not answer in time", { cause });
  if (reason === "failed before") return new EvaluatorFailure("it failed before, and is left alone for now", { cause });
  if (reason === "too many calls") return new EvaluatorFailure("too many evaluations wait for it", { cause });
  if (cause instanceof AnswerTooLong) return new EvaluatorFailure(`its answer has more than ${limit} bytes`, { cause });
  if ((cause as { code?: string }).code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
    return new EvaluatorFailure("its answer is not UTF-8", { cause });
  }
  return new EvaluatorFailure("it cannot be reached", { cause });
}
