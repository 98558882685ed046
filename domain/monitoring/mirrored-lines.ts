/** All lines of the contract as the mirror has them: for whoever holds the whole mirror against the chain. */
import { z } from "zod";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { traceIdOf } from "../shared/identifiers.ts";
import { parseInput } from "../shared/input.ts";

/** The most lines of one answer. */
export const MOST_LINES = 1_000;

/** A line, of a batch or of administration. No more than the chain's own log shows to anybody, whatever is withheld. */
export interface MirroredLine {
  /** Its number over the whole contract. */
  readonly line: number;
  readonly event: string;
  /** Null for a line of administration, as the next one. */
  readonly batchId: Hex | null;
  readonly seq: number | null;
  /** Seconds, from the block. */
  readonly timestamp: number;
  readonly blockNumber: number;
  readonly transactionHash: Hex;
  /** The hash chain over all lines up to this one. */
  readonly chain: Hex;
}

/** Which lines. */
export interface LinesAfter {
  /** Those with greater numbers than this. */
  readonly after: number;
  readonly limit: number;
  /** Of this batch alone. */
  readonly batchId?: Hex | undefined;
}

/** Some lines, and after which one the next begin; null where there are none. */
export interface MirroredLines {
  readonly lines: readonly MirroredLine[];
  readonly nextAfter: number | null;
}

const afterMessage = "After must be the number of a line, or 0";
const limitMessage = "Limit must be an integer from 1 to 1000";
const batchMessage = "Batch must be the id of a trace batch, or its id on chain";

const inputSchema = z.object({
  after: z.coerce.number(afterMessage).int(afterMessage).min(0, afterMessage).default(0),
  limit: z.coerce
    .number(limitMessage)
    .int(limitMessage)
    .min(1, limitMessage)
    .max(MOST_LINES, limitMessage)
    .default(100),
  batch: z
    .string(batchMessage)
    .regex(/^(?:trace-[0-9a-f]{32}|0x[0-9a-f]{64})$/, batchMessage)
    .optional(),
});

/** Some lines in the contract's order. Throws `validation`, and `not-found` for a batch that there is not. */
export async function readMirroredLines(
  services: Pick<Services, "integrity" | "mirror">,
  input: unknown,
): Promise<MirroredLines> {
  const { after, limit, batch } = parseInput(inputSchema, input);
  const batchId = batch === undefined ? undefined : await idOf(services, batch);
  const found = await services.integrity.lines({ after, limit: limit + 1, batchId });
  const lines = found.slice(0, limit);
  return { lines, nextAfter: found.length > limit ? (lines.at(-1)?.line ?? null) : null };
}

async function idOf({ mirror }: Pick<Services, "mirror">, asked: string): Promise<Hex> {
  const isTraceId = asked.startsWith("trace-");
  const found = await mirror.batchByTraceId(isTraceId ? asked : traceIdOf(asked as Hex));
  if (found && (isTraceId || found.id === asked)) return found.id;
  throw new DomainError("not-found", "Trace batch not found", [
    { field: "batch", message: "There is no such trace batch" },
  ]);
}
