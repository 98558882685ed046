/** Projects what batches were made of. */
import type { EventArguments } from "../domain/records/event-arguments.ts";
import type { Hex } from "../domain/shared/hex.ts";
import type { Statements } from "./statements.ts";

/** Apply one line: a part knows its parent, and what went into others names them. */
export function applyLineage(
  { putEdge }: Pick<Statements, "putEdge">,
  { line, event, batchId, args }: { line: number; event: string; batchId: Hex; args: EventArguments },
): void {
  if (event === "SplitOff") putEdge.run(line, args.parent, batchId, "split", String(args.quantity));
  if (event !== "Transformed") return;
  for (const output of args.outputs as unknown as readonly string[]) {
    putEdge.run(line, batchId, output, "transformation", String(args.used));
  }
}
