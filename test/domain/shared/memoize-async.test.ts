/** Work for many at once: done once while it is under way and for as long as its answer holds. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { memoizeAsync } from "../../../domain/shared/memoize-async.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function started(outcome: () => Promise<number>, holdFor: (answer: number) => number = () => 100) {
  let times = 0;
  const ask = memoizeAsync(() => {
    times += 1;
    return outcome();
  }, holdFor);
  return { ask, times: () => times };
}

test("all who ask while it is under way get the same, however long it takes", async () => {
  const work = Promise.withResolvers<number>();
  const { ask, times } = started(() => work.promise);
  const first = ask();
  await vi.advanceTimersByTimeAsync(1_000_000);
  const second = ask();
  work.resolve(5);
  expect([await first, await second, times()]).toEqual([5, 5, 1]);
});

test("an answer is given again for its time from when it came", async () => {
  const { ask, times } = started(async () => 5);
  await ask();
  await vi.advanceTimersByTimeAsync(99);
  await ask();
  expect(times()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  await ask();
  expect(times()).toBe(2);
});

test("how long may depend on the answer, and none need hold", async () => {
  const { ask, times } = started(
    async () => 5,
    (answer) => (answer === 5 ? 0 : 100),
  );
  await ask();
  await ask();
  expect(times()).toBe(2);
});

test("what fails is not held", async () => {
  const { ask, times } = started(() => Promise.reject(new Error("away")));
  await expect(ask()).rejects.toThrow("away");
  await expect(ask()).rejects.toThrow("away");
  expect(times()).toBe(2);
});
