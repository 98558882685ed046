import { z } from "zod";
import type { Written } from "../operations/submit-act.ts";
import { HOLD_RELEASED, OFFICIAL_HOLD_RELEASED } from "../records/holds.ts";
import type { Context } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { optionalText, parseInput } from "../shared/input.ts";
import { type HeldBatch, type HoldServices, writeHold } from "./write-hold.ts";

/** Why it is over. */
export const releaseInput = z.object({ reason: optionalText("Reason", 1000) });

/**
 * End the hold of a batch: an authority any, its holder its own. Throws as `writeHold`, `forbidden` to a holder where only an
 * authority's hold stands, and a `conflict` where none does.
 */
export async function releaseHold(
  services: HoldServices,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<Written<HeldBatch>> {
  const { reason } = parseInput(releaseInput, input);
  return writeHold(services, context, {
    kinds: { official: OFFICIAL_HOLD_RELEASED, own: HOLD_RELEASED },
    request: { verb: "release", traceId, input },
    reason,
    action: "release the hold of",
    check: (isOfficial, { own, official }) => {
      if (own || (official && isOfficial)) return;
      if (official) throw new DomainError("forbidden", "An authority's hold is released by an authority");
      throw new DomainError("conflict", "This trace batch is not on hold");
    },
  });
}
