import { z } from "zod";
import { idempotencyOf } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { Location } from "./location.ts";
import { lackOf, ownFields, placeFields } from "./location-input.ts";
import { ownItem } from "./own-item.ts";
import { requireParent } from "./require-parent.ts";

/** A change to a location: what is left out stays, and null takes away. */
export const updateLocationInput = z.object({
  ...placeFields,
  ...ownFields,
  name: placeFields.name.optional(),
  kind: placeFields.kind.optional(),
});

/**
 * Change a location of one's own. Records keep the place as it was when they were written. A later request with the same
 * idempotency key changes nothing. Throws `not-found`, `validation`, `forbidden` for another's, and `precondition-failed` if
 * it was changed at another moment than `ifChangedAt` for the last time.
 */
export async function updateLocation(
  services: Pick<Services, "hashOf" | "locations" | "now" | "outbox" | "requests">,
  context: Context,
  id: string,
  input: unknown,
  ifChangedAt?: Date | null,
): Promise<Location> {
  const account = requireAccount(context);
  await ownItem(account, services.locations, "location", id, "change");
  const fields = parseInput(updateLocationInput, input);
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  if (given.length === 0) throw invalid("body", "There is nothing to change");
  if (fields.parentId) await requireParent(services, account, fields.parentId);
  const idempotency = await idempotencyOf(services, context, account, { verb: "update-location", id, input });
  // An empty text is one that is not there.
  const change = Object.fromEntries(given.map(([name, value]) => [name, value === "" ? null : value]));
  return services.locations.change(id, fields.parentId ?? null, idempotency, (location, above) => {
    if (ifChangedAt !== undefined && ifChangedAt?.getTime() !== location.updatedAt.getTime()) {
      throw new DomainError("precondition-failed", "The location has changed since: get it again");
    }
    if (above.includes(id)) throw invalid("parentId", "A location cannot be in itself, or in one that is in it");
    // Each change has a moment of its own.
    const updatedAt = new Date(Math.max(services.now().getTime(), location.updatedAt.getTime() + 1));
    const changed: Location = { ...location, ...change, updatedAt };
    if ((changed.kind === "farm") !== (location.kind === "farm")) {
      throw invalid("kind", "A farm stays a farm, and nothing else becomes one: batches name farms by their ids");
    }
    const lack = lackOf(changed);
    if (lack) throw invalid(lack.field, lack.message);
    return changed;
  });
}
