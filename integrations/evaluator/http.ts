/** The evaluation service over HTTP: `POST {"tomato_id", "role"}`, answered by `{"code", "data", "message"}`. */
import { type Evaluator, EvaluatorFailure } from "../../domain/tomatoes/evaluator.ts";
import { AnswerTooLong } from "../../proof/answer.ts";
import { ask } from "../outgoing/ask.ts";
import { createGuard, type Guard, type GuardOptions, reasonOfGuard } from "../outgoing/guard.ts";
import { refusesRequest } from "../outgoing/statuses.ts";

/** How to reach the service. */
export interface HttpEvaluatorOptions {
  readonly url: string;
  /** The guard of its calls; a new one if left out. */
  readonly guard?: Guard | undefined;
  /** The largest answer, in bytes; 64 KiB if left out. */
  readonly maximumBytes?: number;
}

/** A status that does not mean an evaluation. */
class OtherStatus extends EvaluatorFailure {
  readonly status: number;

  constructor(status: number) {
    super(`it answered with status ${status}`);
    this.status = status;
  }
}

/**
 * Timeouts of its calls, given the total in milliseconds. Analysing pictures is expensive: a failed attempt is retried
 * once, within that time.
 */
export function evaluatorGuard(timeout: number): GuardOptions {
  return {
    timeout,
    patience: timeout,
    attempts: 2,
    isAnswer: (error) => error instanceof OtherStatus && refusesRequest(error.status),
  };
}

/** The default timeouts of its calls. */
export const EVALUATOR_GUARD: GuardOptions = evaluatorGuard(10_000);

/**
 * An evaluation service. Failed requests are retried, since evaluating changes nothing. Connections are kept open for
 * the next request (Node's own pool). A redirection is not followed: it could lead to hosts that only this server can
 * reach.
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

/** A message without addresses: those go to the log, as the cause. */
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
