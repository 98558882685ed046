/** Does one task on readings in a thread of its own. */
import { parentPort, workerData } from "node:worker_threads";
import { DomainError } from "../../domain/shared/errors.ts";
import { type Task, type ThreadAnswer, work } from "./tasks.ts";

function answer(): ThreadAnswer {
  try {
    return { result: work(workerData as Task) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, details } = error;
    return { fault: { code, message, details } };
  }
}

parentPort?.postMessage(answer());
