import { gravest, type Hold, holdsOf } from "../records/holds.ts";
import type { Line } from "../records/line.ts";
import type { Services } from "../services.ts";

/** A batch that is on hold. */
export interface ToldHold {
  readonly traceId: string;
  readonly code: string;
  readonly hold: Hold<Line>;
}

/** Those of some batches that are on hold now. */
export async function toldHolds(
  { mirror, now }: Pick<Services, "mirror" | "now">,
  traceIds: readonly string[],
): Promise<readonly ToldHold[]> {
  return (await mirror.holdLinesOf(traceIds)).flatMap(({ traceId, code, lines }) => {
    const hold = gravest(holdsOf(lines, now()));
    return hold ? [{ traceId, code, hold }] : [];
  });
}
