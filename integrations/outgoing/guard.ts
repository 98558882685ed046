/** Guards calls to external systems: one mechanism for all of them. */
import {
  BulkheadRejectedError,
  bulkhead,
  CircuitState as Circuit,
  CountBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  isBrokenCircuitError,
  isTaskCancelledError,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from "cockatiel";
import type {
  CircuitState,
  IntegrationName,
  IntegrationState,
  OutgoingCall,
} from "../../domain/monitoring/integrations.ts";

/** Timeouts and limits of a guard. */
export interface GuardOptions {
  /** Milliseconds for one try. */
  readonly timeout: number;
  /** Milliseconds for a call with all its tries and waiting; 1.5 times `timeout` if left out. */
  readonly patience?: number;
  /** Tries of a call that may be repeated; 3 if left out. */
  readonly attempts?: number;
  /** Milliseconds before the second try, on average; they grow from try to try. 100 if left out. */
  readonly pause?: number;
  /** Concurrent calls, 16 if left out; and how many more may wait, 64 if left out. */
  readonly width?: number;
  readonly queue?: number;
  /** The circuit opens when more than half of the last twenty tries failed, given at least this many; 5 if left out. */
  readonly failures?: number;
  /** Milliseconds for which an open circuit lets nothing through; they grow up to tenfold. 5,000 if left out. */
  readonly openFor?: number;
  /** Whether an error is a proper answer: a refusal by a working system. None is if left out. */
  readonly isAnswer?: (error: unknown) => boolean;
}

/** One call. */
export interface GuardedCall {
  /** The port's operation: see `OutgoingCall`. */
  readonly operation: string;
  /** Whether it changes nothing, so that it may be retried. */
  readonly repeatable?: boolean;
  /** Milliseconds for one try in place of the guard's own; 1.5 times as much for all tries. */
  readonly timeout?: number | undefined;
  /** Aborted when the caller no longer wants the answer. */
  readonly signal?: AbortSignal | undefined;
}

/** Calls one system. */
export interface Guard {
  /**
   * Do work that calls the system, within bounds. Throws what the work throws, or an error of cockatiel's if the call
   * is rejected or times out.
   */
  run<T>(call: GuardedCall, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  state(): IntegrationState;
}

/** How many calls the breaker looks back on. */
const WINDOW = 20;

const STATES: Readonly<Record<Circuit, CircuitState>> = {
  [Circuit.Closed]: "closed",
  [Circuit.Open]: "open",
  [Circuit.HalfOpen]: "half-open",
  [Circuit.Isolated]: "open",
};

/** A guard for one system. `record` is called with every call when it has ended, and must not throw. */
export function createGuard(
  name: IntegrationName,
  options: GuardOptions,
  record: (call: OutgoingCall) => void = () => undefined,
): Guard {
  const { attempts = 3, pause = 100, width = 16, queue = 64, failures = 5, openFor = 5_000, isAnswer } = options;
  const isTrouble = (error: unknown) => isAnswer?.(error) !== true;
  let openSince: Date | null = null;

  const breaker = circuitBreaker(handleWhen(isTrouble), {
    halfOpenAfter: new ExponentialBackoff({ initialDelay: openFor, maxDelay: openFor * 10 }),
    breaker: new CountBreaker({ threshold: 0.5, size: WINDOW, minimumNumberOfCalls: failures }),
  });
  breaker.onStateChange((state) => {
    if (state === Circuit.Closed) openSince = null;
    else openSince ??= new Date();
  });
  // A call that the breaker rejected is not retried: it would be rejected again.
  const again = retry(
    handleWhen((error) => isTrouble(error) && !isBrokenCircuitError(error)),
    { maxAttempts: attempts - 1, backoff: new ExponentialBackoff({ initialDelay: pause, maxDelay: pause * 20 }) },
  );
  const narrow = bulkhead(width, queue);

  /** From the outside in: the total timeout, a free slot, tries, the circuit, the timeout of a try. */
  function boundsOf({ repeatable, timeout: own }: GuardedCall) {
    const patience = own === undefined ? options.patience : undefined;
    const milliseconds = own ?? options.timeout;
    const overall = timeout(patience ?? milliseconds * 1.5, TimeoutStrategy.Aggressive);
    const perTry = timeout(milliseconds, TimeoutStrategy.Aggressive);
    return repeatable ? wrap(overall, narrow, again, breaker, perTry) : wrap(overall, narrow, breaker, perTry);
  }

  function outcomeOf(error: unknown): OutgoingCall["outcome"] {
    if (isNotLetThrough(error)) return "rejected";
    return isTrouble(error) ? "failed" : "refused";
  }

  return {
    async run(call, work) {
      const at = new Date();
      const start = performance.now();
      const tries = triesOf(work);
      const ended = (outcome: OutgoingCall["outcome"]) =>
        record({
          integration: name,
          operation: call.operation,
          at,
          milliseconds: performance.now() - start,
          attempts: tries.count,
          outcome,
        });
      try {
        const value = await boundsOf(call).execute(tries.next, call.signal);
        ended("succeeded");
        return value;
      } catch (thrown) {
        const error = errorOfCall(thrown, tries);
        ended(outcomeOf(error));
        throw error;
      }
    },

    state: () => ({
      name,
      circuit: STATES[breaker.state],
      openSince,
      active: width - narrow.executionSlots,
      waiting: queue - narrow.queueSlots,
    }),
  };
}

/** The tries of one call. */
interface Tries<T> {
  /** How many were begun. */
  readonly count: number;
  /** Why the last one failed. */
  readonly lastFailure: unknown;
  /** Begin the next one. */
  readonly next: (context: { readonly signal: AbortSignal }) => Promise<T>;
}

function triesOf<T>(work: (signal: AbortSignal) => Promise<T>): Tries<T> {
  const tries = {
    count: 0,
    lastFailure: undefined as unknown,
    async next({ signal }: { readonly signal: AbortSignal }): Promise<T> {
      // The pause before a try does not end with the call: there may be nobody left to try for.
      if (signal.aborted) throw tookTooLong();
      tries.count += 1;
      // Stands if the try is abandoned while its work is silent.
      tries.lastFailure = tookTooLong();
      try {
        return await work(signal);
      } catch (error) {
        // Whatever aborted work throws, it was aborted because it took too long.
        tries.lastFailure = signal.aborted ? tookTooLong() : error;
        throw tries.lastFailure;
      }
    },
  };
  return tries;
}

const tookTooLong = () => new TaskCancelledError("it took too long");

/** The time of a call was over before its turn came. */
class NeverTried extends TaskCancelledError {}

/** What a call fails with, given what its bounds threw. */
function errorOfCall(thrown: unknown, { count, lastFailure }: Tries<unknown>): unknown {
  // The caller has to know that nothing was asked: what may be done only once may then be done again.
  if (count === 0) return isTaskCancelledError(thrown) ? new NeverTried("its turn did not come in time") : thrown;
  // A call whose own tries opened the circuit was let through: it failed as its last try did.
  return isNotLetThrough(thrown) ? lastFailure : thrown;
}

/** Whether a call did not reach the system at all: the circuit was open, or too many were waiting, or for too long. */
export function isNotLetThrough(error: unknown): boolean {
  return isBrokenCircuitError(error) || error instanceof BulkheadRejectedError || error instanceof NeverTried;
}

/** Why a guard gave no answer, for a log or an answer; undefined for the work's own error. */
export function reasonOfGuard(error: unknown): "took too long" | "failed before" | "too many calls" | undefined {
  if (isTaskCancelledError(error)) return "took too long";
  if (isBrokenCircuitError(error)) return "failed before";
  return error instanceof BulkheadRejectedError ? "too many calls" : undefined;
}
