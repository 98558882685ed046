import { Worker } from "node:worker_threads";
import { BulkheadRejectedError, bulkhead } from "cockatiel";
import type { ReadingsWorkshop, StoredReadings } from "../../domain/readings/ports.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import { type Results, type Task, type ThreadAnswer, work } from "./tasks.ts";

/** Bytes of readings that are worked on at once: a few milliseconds, less than a thread takes to start. */
const FEW = 32 * 1024;

/** Milliseconds, and megabytes, that a task may take. */
const TIME_LIMIT = 120_000;
const MEMORY_LIMIT = 768;

/** Threads at once, and tasks that wait for one. */
const WIDTH = 2;
const QUEUE = 32;

/** How many files are remembered to hold what their root says. */
const MOST_KNOWN = 10_000;

/** Works on many readings in threads, and on few at once. */
export function readingsWorkshop(): ReadingsWorkshop {
  const places = bulkhead(WIDTH, QUEUE);
  const known = new Set<string>();

  async function run<Does extends Task["does"]>(
    task: Extract<Task, { does: Does }>,
    size: number,
  ): Promise<Results[Does]> {
    if (size <= FEW) return work(task) as Results[Does];
    try {
      return (await places.execute(() => inThread(task))) as Results[Does];
    } catch (error) {
      if (!(error instanceof BulkheadRejectedError)) throw error;
      throw new DomainError("unavailable", "Too many readings are being worked on just now: try again in a moment");
    }
  }

  function remember(stored: StoredReadings): void {
    if (known.size >= MOST_KNOWN) known.clear();
    known.add(keyOf(stored));
  }

  return {
    accept: (sent) => run({ does: "accept", sent }, sent.bytes.length),
    async find(stored, query) {
      const files = stored.map((one) => ({ ...one, known: known.has(keyOf(one)) }));
      const size = stored.reduce((sum, { bytes }) => sum + bytes.length, 0);
      const found = await run({ does: "find", stored: files, query }, size);
      for (const one of stored) if (!found.contradicting.includes(one.seq)) remember(one);
      return found;
    },
    prove: (stored, index) => run({ does: "prove", stored, index }, stored.bytes.length),
  };
}

const keyOf = ({ file, root, salt }: StoredReadings) => `${file}:${root}:${salt}`;

function inThread(task: Task): Promise<Results[keyof Results]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT },
    });
    const timer = setTimeout(() => void worker.terminate(), TIME_LIMIT);
    worker.once("message", (answer: ThreadAnswer) => {
      if ("result" in answer) resolve(answer.result);
      else reject(new DomainError(answer.fault.code, answer.fault.message, answer.fault.details));
    });
    worker.once("error", (error: NodeJS.ErrnoException) => {
      const isTooMuch = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      reject(isTooMuch ? new DomainError("payload-too-large", "These readings take too much memory") : error);
    });
    worker.once("exit", () => {
      clearTimeout(timer);
      reject(new DomainError("unavailable", "The readings could not be worked on in time"));
    });
  });
}
