import type { Mutant } from "../../scripts/test/mutant.ts";

const guard = (replace: string, by: string, guarantee: string): Mutant => ({
  file: "integrations/outgoing/guard.ts",
  replace,
  by,
  tests: ["test/integrations/guard-limits.test.ts"],
  guarantee,
});

/** What stands between this product and every system outside. */
export const outgoing: readonly Mutant[] = [
  guard(
    "initialDelay: openFor, maxDelay: openFor * 10",
    "initialDelay: openFor * 10, maxDelay: openFor * 10",
    "an open circuit lets a call through in time",
  ),
  guard(
    "initialDelay: openFor, maxDelay: openFor * 10",
    "initialDelay: openFor, maxDelay: openFor * 100",
    "a circuit is open for ten times its time at most",
  ),
  guard(
    "initialDelay: openFor, maxDelay: openFor * 10",
    "initialDelay: openFor, maxDelay: openFor",
    "a circuit that stays broken is tried less and less",
  ),
  guard("threshold: 0.5", "threshold: 0.99", "a circuit opens when more than half of the calls fail"),
  guard("threshold: 0.5", "threshold: 0.3", "a circuit stays closed while half of the calls succeed"),
  guard("minimumNumberOfCalls: failures", "minimumNumberOfCalls: 1", "one failure does not open a circuit"),
  guard("openSince ??= new Date()", "openSince = new Date()", "since when nothing works is not forgotten by trying"),
  guard(
    "if (state === Circuit.Closed) openSince = null;\n    else",
    "",
    "a circuit that works again is not open since ever",
  ),
  guard(
    "isTrouble(error) && !isBrokenCircuitError(error)",
    "isTrouble(error)",
    "an open circuit is not asked again and again by one call",
  ),
  guard(
    ", backoff: new ExponentialBackoff({ initialDelay: pause, maxDelay: pause * 20 })",
    "",
    "some time passes between two tries",
  ),
  guard("maxDelay: pause * 20", "maxDelay: pause * 2_000", "no pause is longer than twenty times the first"),
  guard(
    "timeout(patience ?? milliseconds * 1.5, ",
    "timeout(patience ?? milliseconds * 15, ",
    "all tries together have a time",
  ),
  guard("patience ?? milliseconds * 1.5", "milliseconds * 1.5", "a guard may have a patience of its own"),
  guard("const perTry = timeout(milliseconds, ", "const perTry = timeout(milliseconds * 10, ", "one try has a time"),
  guard(
    "own === undefined ? options.patience : undefined",
    "options.patience",
    "a call with a time of its own has the patience for it",
  ),
  guard("      if (signal.aborted) throw tookTooLong();\n", "", "what nobody wants any more is not tried again"),
  guard(
    "execute(tries.next, call.signal)",
    "execute(tries.next)",
    "a call ends when whoever asked does not want it any more",
  ),
];
