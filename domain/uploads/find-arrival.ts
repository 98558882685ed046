import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";

/** The file that came to an address which was issued for any. Throws `not-found` while none did. */
export async function findArrival(services: Pick<Services, "uploads">, id: string): Promise<Hex> {
  const sha256 = /^[0-9a-f]{32}$/.test(id) ? await services.uploads.arrivalAt(id) : undefined;
  if (sha256 === undefined)
    throw new DomainError("not-found", "Nothing was brought here", [], { reason: "no-arrival" });
  return sha256;
}
