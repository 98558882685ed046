/** How patient the guard is, to the millisecond: on a clock of the test's own. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { OutgoingCall } from "../../domain/monitoring/integrations.ts";
import { createGuard, type GuardOptions, isNotLetThrough, reasonOfGuard } from "../../integrations/outgoing/guard.ts";

const MINUTE = 60_000;
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  // Waiting times are drawn by lot: this one is near their middle.
  vi.spyOn(Math, "random").mockReturnValue(0.5);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const once = { operation: "send" };
const repeatable = { operation: "read", repeatable: true };
const passed = (since: number) => Date.now() - since;

function started(change: Partial<GuardOptions> = {}) {
  const calls: OutgoingCall[] = [];
  const guard = createGuard("erp", { timeout: 1_000, ...change }, (call) => calls.push(call));
  const start = Date.now();
  /** When the work was begun, in milliseconds from the start. */
  const tries: number[] = [];
  const work = (outcome: "works" | "fails" | "is silent") => async () => {
    tries.push(passed(start));
    if (outcome === "fails") throw new Error("broken");
    if (outcome === "is silent") await new Promise(() => undefined);
    return "answer";
  };
  /** Runs it to its end; tells what came of it and after how long. */
  async function ended(call: Parameters<typeof guard.run>[0], outcome: "works" | "fails" | "is silent") {
    const begun = Date.now();
    const run = guard.run(call, work(outcome)).then(
      (value) => ({ value, after: passed(begun) }),
      (error: Error) => ({ error, after: passed(begun) }),
    );
    await vi.advanceTimersByTimeAsync(MINUTE);
    return run as Promise<{ value?: string; error?: Error; after: number }>;
  }
  const now = (outcome: "works" | "fails") => guard.run(once, work(outcome)).catch(() => undefined);
  return { guard, calls, tries, work, ended, now };
}

describe("a call that gets no answer", () => {
  test.each([
    ["once", once, {}, 1_000],
    ["that may be repeated", repeatable, {}, 1_500],
    ["with a patience of its own", repeatable, { patience: 1_200 }, 1_200],
    ["with more patience than tries need", once, { patience: MINUTE }, 1_000],
    ["with a time of its own", { ...once, timeout: 4_000 }, { patience: 1_200 }, 4_000],
    ["with a time of its own that may be repeated", { ...repeatable, timeout: 4_000 }, { patience: 1_200 }, 6_000],
  ])("is given up in time: %s", async (_what, call, options, milliseconds) => {
    const { ended } = started(options);
    const { error, after } = await ended(call, "is silent");
    expect([reasonOfGuard(error), after]).toEqual(["took too long", milliseconds]);
  });

  test("ends when whoever asked does not want it any more, and its work is told", async () => {
    const { guard, calls } = started();
    const asking = new AbortController();
    const start = Date.now();
    let told = -1;
    const work = (signal: AbortSignal) =>
      new Promise<never>(() => signal.addEventListener("abort", () => (told = passed(start))));
    const run = guard.run({ ...once, signal: asking.signal }, work).then(
      () => -1,
      () => passed(start),
    );
    await vi.advanceTimersByTimeAsync(100);
    asking.abort();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect([await run, told]).toEqual([100, 100]);
    expect(calls).toHaveLength(1);
    expect(guard.state()).toMatchObject({ active: 0, waiting: 0 });
  });

  test("is not tried again when nobody wants it any more", async () => {
    const { guard, tries, work } = started();
    const asking = new AbortController();
    const run = guard.run({ ...repeatable, signal: asking.signal }, work("fails")).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(10);
    asking.abort();
    await vi.advanceTimersByTimeAsync(MINUTE);
    await run;
    expect(tries).toEqual([0]);
  });
});

describe("between tries", () => {
  test("some time passes, and more each time", async () => {
    const { ended, tries } = started({ timeout: MINUTE });
    await ended(repeatable, "fails");
    const [first = -1, second = -1, third = -1, ...more] = tries;
    expect([first, more]).toEqual([0, []]);
    expect(second).toBeGreaterThanOrEqual(50);
    expect(second).toBeLessThanOrEqual(200);
    expect(third - second).toBeGreaterThan(second - first);
    expect(third).toBeLessThanOrEqual(400);
  });

  test("never more than twenty times the first pause", async () => {
    const { ended, tries } = started({ timeout: MINUTE, attempts: 10, failures: 20 });
    await ended(repeatable, "fails");
    const gaps = tries.slice(1).map((time, index) => time - (tries[index] as number));
    expect(gaps).toHaveLength(9);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2_001);
    expect(gaps.at(-1)).toBeGreaterThanOrEqual(1_999);
  });
});

describe("the circuit", () => {
  const QUICK = { failures: 2, openFor: 1_000, attempts: 1 };

  test("opens at the last of so many failures, and not before", async () => {
    const { guard, now } = started({ failures: 5 });
    for (let index = 0; index < 4; index++) await now("fails");
    expect(guard.state().circuit).toBe("closed");
    await now("fails");
    expect(guard.state().circuit).toBe("open");
  });

  test("opens when more than half of the last twenty failed, and not at half", async () => {
    const { guard, now } = started();
    for (let index = 0; index < 10; index++) await now("works");
    for (let index = 0; index < 10; index++) await now("fails");
    expect(guard.state()).toMatchObject({ circuit: "closed", openSince: null });
    await now("fails");
    expect(guard.state()).toMatchObject({ circuit: "open", openSince: new Date() });
  });

  test("tells since when nothing works, however often one call was tried since", async () => {
    const { guard, now, tries } = started(QUICK);
    await now("works");
    for (let index = 0; index < 2; index++) await now("fails");
    const since = new Date();
    for (let round = 0; round < 3; round++) {
      const before = tries.length;
      await vi.advanceTimersByTimeAsync(10_000);
      await now("fails");
      expect(tries).toHaveLength(before + 1);
      expect(guard.state()).toMatchObject({ circuit: "open", openSince: since });
    }
    await vi.advanceTimersByTimeAsync(10_000);
    await now("works");
    expect(guard.state()).toMatchObject({ circuit: "closed", openSince: null });
    for (let index = 0; index < 2; index++) await now("fails");
    expect(guard.state().openSince).toEqual(new Date());
  });

  test("lets one call through after its time, which grows to ten times as long", async () => {
    const { now, tries } = started(QUICK);
    for (let index = 0; index < 2; index++) await now("fails");
    while (tries.length < 12) {
      await vi.advanceTimersByTimeAsync(100);
      await now("fails");
    }
    const gaps = tries.slice(2).map((time, index) => time - (tries[index + 1] as number));
    expect(gaps[0]).toBeGreaterThanOrEqual(500);
    expect(gaps[0]).toBeLessThanOrEqual(1_500);
    expect(Math.max(...gaps)).toBe(10_000);
    expect(gaps.at(-1)).toBe(10_000);
  });

  test("that is open is not asked again and again by one call", async () => {
    // The pause is longer than the circuit is open for: a second try would be let through.
    const { ended, now, tries, calls } = started({ ...QUICK, attempts: 3, pause: 2_000, timeout: MINUTE });
    for (let index = 0; index < 2; index++) await now("fails");
    const { error, after } = await ended(repeatable, "works");
    expect([isNotLetThrough(error), after, tries.length]).toEqual([true, 0, 2]);
    expect(calls.at(-1)).toMatchObject({ attempts: 0, outcome: "rejected" });
  });
});
