/** The evaluation service over HTTP: `POST {"tomato_id", "role"}`, answered by `{"code", "data", "message"}`. */
import { type Evaluator, EvaluatorFailure } from "../../domain/ports/evaluator.ts";

/** How the service is reached. */
export interface HttpEvaluatorOptions {
  readonly url: string;
  /** Milliseconds until the whole answer has to be there. */
  readonly timeout: number;
  /** The largest answer, in bytes; 64 KiB if left out. */
  readonly maximumBytes?: number;
}

/**
 * An evaluation service. Its connections are kept open for the next request (Node's own pool). A redirection is not
 * followed: it could lead to where only this server may go.
 */
export function httpEvaluator({ url, timeout, maximumBytes = 65_536 }: HttpEvaluatorOptions): Evaluator {
  return {
    async evaluate({ tomatoId, role }) {
      try {
        const response = await fetch(url, {
          method: "POST",
          redirect: "manual",
          signal: AbortSignal.timeout(timeout),
          headers: { "Content-Type": "application/json", Accept: "application/json" },
          body: JSON.stringify({ tomato_id: tomatoId, role }),
        });
        if (response.status !== 200) {
          await response.body?.cancel();
          throw new EvaluatorFailure(`it answered with status ${response.status}`);
        }
        return await boundedText(response, maximumBytes);
      } catch (error) {
        throw failureOf(error, timeout);
      }
    },
  };
}

async function boundedText(response: Response, maximumBytes: number): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maximumBytes) throw new EvaluatorFailure(`its answer has more than ${maximumBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** In words that name no address: those are for the log, as the cause. */
function failureOf(cause: unknown, timeout: number): EvaluatorFailure {
  if (cause instanceof EvaluatorFailure) return cause;
  const { name, code } = cause as { name?: string; code?: string };
  if (name === "TimeoutError") return new EvaluatorFailure(`it did not answer within ${timeout / 1000} s`, { cause });
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return new EvaluatorFailure("its answer is not UTF-8", { cause });
  return new EvaluatorFailure("it cannot be reached", { cause });
}
