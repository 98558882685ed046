import { z } from "zod";
import type { Context, Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { newId } from "../shared/new-id.ts";
import { chosenId, createItem } from "./items.ts";
import type { Location } from "./location.ts";
import { lackOf, ownFields, placeFields } from "./location-input.ts";
import { requireParent } from "./require-parent.ts";

/** The input for creating a location. */
export const createLocationInput = z.object({ id: chosenId, ...placeFields, ...ownFields });

/** Create a location. Throws `validation`, `forbidden`, and a `conflict` if its id is taken. */
export async function createLocation(
  services: Pick<Services, "hashOf" | "locations" | "mirror" | "now" | "outbox" | "requests">,
  context: Context,
  input: unknown,
): Promise<Location> {
  const { id, ...fields } = parseInput(createLocationInput, input);
  const lack = lackOf(fields);
  if (lack) throw invalid(lack.field, lack.message);
  const request = { verb: "create-location", noun: "location", input };
  return createItem(services, context, services.locations, request, async (account) => {
    if (fields.parentId) await requireParent(services, account, fields.parentId);
    const at = services.now();
    return {
      id: id ?? newId(fields.kind === "farm" ? "farm" : "loc"),
      name: fields.name,
      kind: fields.kind,
      gln: fields.gln ?? null,
      extension: fields.extension ?? null,
      address: fields.address || null,
      street: fields.street || null,
      city: fields.city || null,
      region: fields.region || null,
      postcode: fields.postcode || null,
      country: fields.country ?? null,
      phone: fields.phone ?? null,
      latitude: fields.latitude ?? null,
      longitude: fields.longitude ?? null,
      polygon: fields.polygon ?? null,
      parentId: fields.parentId ?? null,
      ownerId: account.id,
      createdAt: at,
      updatedAt: at,
    };
  });
}
