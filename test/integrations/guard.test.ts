/** The one mechanism that every system outside is called through. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { OutgoingCall } from "../../domain/monitoring/integrations.ts";
import { createGuard, type GuardOptions, isNotLetThrough, reasonOfGuard } from "../../integrations/outgoing/guard.ts";

class No extends Error {}

function started(change: Partial<GuardOptions> = {}) {
  const calls: OutgoingCall[] = [];
  const guard = createGuard(
    "erp",
    { timeout: 5_000, pause: 1, isAnswer: (error) => error instanceof No, ...change },
    (call) => calls.push(call),
  );
  let asked = 0;
  const fail = (error: Error) => async () => {
    asked += 1;
    throw error;
  };
  return { guard, calls, fail, asked: () => asked };
}
const once = { operation: "send" };
const repeatable = { operation: "read", repeatable: true };

test("what changes nothing is tried three times, what may change something once", async () => {
  const { guard, calls, fail, asked } = started();
  await expect(guard.run(repeatable, fail(new Error("broken")))).rejects.toThrow("broken");
  expect(asked()).toBe(3);
  await expect(guard.run(once, fail(new Error("broken")))).rejects.toThrow("broken");
  expect(asked()).toBe(4);
  expect(calls.map(({ operation, attempts, outcome }) => [operation, attempts, outcome])).toEqual([
    ["read", 3, "failed"],
    ["send", 1, "failed"],
  ]);
});

test("a try that succeeds ends the trying", async () => {
  const { guard, calls } = started();
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries < 2) throw new Error("broken");
    return "answer";
  };
  expect(await guard.run(repeatable, work)).toBe("answer");
  expect(calls).toEqual([
    {
      integration: "erp",
      operation: "read",
      at: expect.any(Date),
      milliseconds: expect.any(Number),
      attempts: 2,
      outcome: "succeeded",
    },
  ]);
});

test("an answer that says no is no trouble: it is not asked for again, and opens nothing", async () => {
  const { guard, calls, fail, asked } = started({ failures: 2 });
  for (let index = 0; index < 30; index++) await expect(guard.run(repeatable, fail(new No()))).rejects.toThrow(No);
  expect(asked()).toBe(30);
  expect(guard.state()).toMatchObject({ circuit: "closed", openSince: null });
  expect(new Set(calls.map((call) => call.outcome))).toEqual(new Set(["refused"]));
});

test("the circuit opens after failures, lets nothing through, tries one call, and closes when it succeeds", async () => {
  const { guard, calls, fail, asked } = started({ failures: 3, openFor: 1, attempts: 1 });
  for (let index = 0; index < 3; index++) await guard.run(once, fail(new Error("broken"))).catch(() => undefined);
  const { circuit, openSince } = guard.state();
  expect([circuit, openSince]).toEqual(["open", expect.any(Date)]);

  // However short it is open for, it is found open by a call of the same moment, or is tried and opens again.
  while (guard.state().circuit !== "closed") {
    const before = asked();
    await guard.run(once, async () => "works again").catch(() => expect(asked()).toBe(before));
    await sleep(1);
  }
  expect(guard.state().openSince).toBeNull();
  expect(calls.at(-1)?.outcome).toBe("succeeded");
});

test("an open circuit rejects without asking, and says so in the record", async () => {
  const { guard, calls, fail, asked } = started({ failures: 3, openFor: 3_600_000, attempts: 1 });
  for (let index = 0; index < 3; index++) await guard.run(once, fail(new Error("broken"))).catch(() => undefined);
  await expect(guard.run(repeatable, fail(new Error("not asked")))).rejects.toThrow(/breaker is open/i);
  expect(asked()).toBe(3);
  expect(calls.at(-1)).toMatchObject({ attempts: 0, outcome: "rejected" });
});

test("a call whose own tries open the circuit fails as its last try did", async () => {
  const { guard, calls, fail, asked } = started({ failures: 2, openFor: 3_600_000 });
  await expect(guard.run(repeatable, fail(new Error("broken")))).rejects.toThrow("broken");
  expect(asked()).toBe(2);
  expect(guard.state().circuit).toBe("open");
  expect(calls).toMatchObject([{ attempts: 2, outcome: "failed" }]);
});

test("work that gives no answer at all fails as taking too long, also where its tries open the circuit", async () => {
  const { guard, calls } = started({ timeout: 20, patience: 60_000, failures: 1, openFor: 3_600_000 });
  await expect(guard.run(repeatable, () => new Promise(() => undefined))).rejects.toSatisfy(
    (error) => reasonOfGuard(error) === "took too long" && !isNotLetThrough(error),
  );
  expect(calls).toMatchObject([{ attempts: 1, outcome: "failed" }]);
});

test("a call whose turn does not come in time was never let through, and says so", async () => {
  const { guard, calls } = started({ width: 1, patience: 20 });
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = guard.run({ ...once, timeout: 60_000 }, () => promise);
  let asked = false;
  const waiting = guard.run(once, async () => {
    asked = true;
  });
  await expect(waiting).rejects.toSatisfy(
    (error) => isNotLetThrough(error) && reasonOfGuard(error) === "took too long",
  );
  resolve();
  await first;
  expect(asked).toBe(false);
  expect(calls[0]).toMatchObject({ attempts: 0, outcome: "rejected" });
});

test("a call may have a time of its own", async () => {
  const { guard } = started({ timeout: 20, patience: 60 });
  const late = () => sleep(200).then(() => "late");
  await expect(guard.run(once, () => new Promise(() => undefined))).rejects.toSatisfy(
    (error) => reasonOfGuard(error) === "took too long",
  );
  expect(await guard.run({ ...once, timeout: 60_000 }, late)).toBe("late");
});

test("a call that gives no answer is given up, and told so", async () => {
  const { guard, calls } = started({ timeout: 20, patience: 60 });
  let aborted = 0;
  const silent = (signal: AbortSignal) =>
    new Promise<never>(() => signal.addEventListener("abort", () => (aborted += 1)));
  await expect(guard.run(repeatable, silent)).rejects.toThrow();
  expect(calls[0]?.outcome).toBe("failed");
  expect(aborted).toBeGreaterThan(0);
  expect(guard.state()).toMatchObject({ active: 0, waiting: 0 });
});

test("so many calls go side by side, so many wait, and the rest is rejected", async () => {
  const { guard, calls } = started({ width: 2, queue: 1 });
  const { promise, resolve } = Promise.withResolvers<void>();
  const waiting = [1, 2, 3].map(() => guard.run(once, () => promise));
  expect(guard.state()).toMatchObject({ active: 2, waiting: 1 });
  await expect(guard.run(once, () => promise)).rejects.toThrow(/bulkhead/i);
  expect(calls[0]).toMatchObject({ outcome: "rejected", attempts: 0 });
  resolve();
  await Promise.all(waiting);
  expect(guard.state()).toMatchObject({ active: 0, waiting: 0, circuit: "closed" });
});
