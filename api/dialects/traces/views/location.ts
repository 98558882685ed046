import type { Location } from "../../../../domain/catalogue/location.ts";
import { userIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime } from "../../../../domain/shared/time.ts";

/** A location. */
export function locationView({ ownerId, createdAt, updatedAt, ...location }: Location) {
  return { ...location, ownerId: userIdOf(ownerId), createdAt: isoTime(createdAt), updatedAt: isoTime(updatedAt) };
}
