import { afterAll, afterEach, beforeEach, vi } from "vitest";
import { createSender, type Sender } from "../../../chain/outbox/sender.ts";
import { type Bench, startBench } from "./bench.ts";

/**
 * A bench for the tests of one file, and a sender on it that has forgotten everything before each of them. The date
 * stands still unless a test moves it.
 */
export async function startSenderBench(): Promise<{ readonly bench: Bench; readonly sender: Sender }> {
  const bench = await startBench();
  let current: Sender;
  afterAll(() => bench.close());
  beforeEach(() => {
    bench.reset();
    vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_000_000 });
    current = createSender(bench.options);
  });
  afterEach(() => void vi.useRealTimers());
  return { bench, sender: { round: () => current.round() } };
}
