import { z } from "zod";
import type { Written } from "../operations/submit-act.ts";
import { HOLD, OFFICIAL_HOLD } from "../records/holds.ts";
import type { Context } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import { parseInput, requiredText } from "../shared/input.ts";
import { endDateSchema, isoTime, wholeSecond } from "../shared/time.ts";
import { type HeldBatch, type HoldServices, writeHold } from "./write-hold.ts";

/** Why a batch is on hold, and until when at most. */
export const holdInput = z.object({ reason: requiredText("Reason", 1000), until: endDateSchema("Until").optional() });

/**
 * Put a batch on hold while a result is awaited: by its holder, or by an authority. Nothing is refused because of it, but
 * everybody is told. Said again it counts anew. Throws as `writeHold`, and `validation`.
 */
export async function holdBatch(
  services: HoldServices,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<Written<HeldBatch>> {
  const { reason, until } = parseInput(holdInput, input);
  return writeHold(services, context, {
    kinds: { official: OFFICIAL_HOLD, own: HOLD },
    request: { verb: "hold", traceId, input },
    reason,
    details: until ? { until: isoTime(wholeSecond(until)) } : {},
    action: "put on hold",
    check: () => {
      if (until && until <= services.now()) throw invalid("until", "Until must be in the future");
    },
  });
}
