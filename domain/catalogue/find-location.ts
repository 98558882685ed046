import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { requireAccount } from "../shared/require-account.ts";
import { itemOrThrow } from "./items.ts";
import type { Location } from "./location.ts";
import { ITEMS } from "./require-use.ts";

/** A location of one's own, or one that was lent to the caller. Throws `not-found`, and `forbidden` for another's. */
export async function findLocation(
  { locations }: Pick<Services, "locations">,
  context: Context,
  id: string,
): Promise<Location> {
  const account = requireAccount(context);
  const location = await itemOrThrow(locations, id, ITEMS.location.label);
  if (location.ownerId === account.id || (await locations.isLentTo(id, account.id))) return location;
  throw new DomainError("forbidden", "Only its owner, and whom it is lent to, may read this location");
}

/** One page of the locations that are one's own or lent to the caller, the newest first. Throws `validation`. */
export async function listLocations(
  { locations }: Pick<Services, "locations">,
  context: Context,
  input: unknown,
): Promise<ToldPage<Location>> {
  const account = requireAccount(context);
  const request = parseInput(pageSchema, input);
  return toldPage(await locations.listFor(account.id, request), request);
}
