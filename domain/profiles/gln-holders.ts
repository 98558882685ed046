import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { NOW } from "./profile-lines.ts";
import { profilesOf } from "./profiles-of.ts";
import { readProfile } from "./read-profile.ts";

/** Who goes by a confirmed profile with this location number now. */
export async function glnHolders(
  services: Pick<Services, "names" | "objects" | "profiles">,
  gln: string,
): Promise<Hex[]> {
  const candidates = await services.names.confirmedWithGln(gln);
  const lines = await services.profiles.latest(candidates.map((account) => ({ account, line: NOW })));
  const holders: Hex[] = [];
  for (const account of candidates) {
    const { inForce } = profilesOf(lines, account);
    if (!inForce || inForce.confirmedBy.length === 0) continue;
    if ((await readProfile(services, account, inForce.digest))?.gln === gln) holders.push(account);
  }
  return holders;
}
