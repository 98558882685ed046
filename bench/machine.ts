import { availableParallelism, cpus } from "node:os";

/** One line on what a run ran on: times mean nothing without it. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() || "unknown processor";
  return `Node ${process.version}, ${availableParallelism()} cores (${model}), ${process.platform} ${process.arch}`;
}
