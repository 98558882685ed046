/** Work that may be late. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withTimeout } from "../../../domain/shared/with-timeout.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what is done in time counts, and nothing is left to run", async () => {
  expect(await withTimeout(100, async () => "done", "late")).toBe("done");
  await expect(withTimeout(100, () => Promise.reject(new Error("away")), "late")).rejects.toThrow("away");
  expect(vi.getTimerCount()).toBe(0);
});

test("what is not is late, whatever becomes of it", async () => {
  const work = Promise.withResolvers<string>();
  const outcome = withTimeout(100, () => work.promise, "late");
  await vi.advanceTimersByTimeAsync(99);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await outcome).toBe("late");
  work.reject(new Error("too late for anybody to mind"));
});
