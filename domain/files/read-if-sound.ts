import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { ObjectTooLong } from "./objects.ts";

/**
 * An object's bytes; undefined where it is not here, is longer than `limit` bytes, or is no longer what its digest says: that
 * will be the same at every look. Throws what the store does while it cannot be asked.
 */
export async function readIfSound(
  { objects }: Pick<Services, "objects">,
  digest: Hex,
  limit: number,
): Promise<Uint8Array | undefined> {
  return objects.get(digest, limit).catch((error: unknown) => {
    if (error instanceof ObjectTooLong || (error instanceof DomainError && error.code === "internal")) return undefined;
    throw error;
  });
}
