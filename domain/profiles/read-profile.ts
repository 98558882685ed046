import { readIfSound } from "../files/read-if-sound.ts";
import type { Services } from "../services.ts";
import { textOfBytes } from "../shared/bounded-json.ts";
import type { Hex } from "../shared/hex.ts";
import { PROFILE_BOUNDS, PROFILE_SIZE, type ProfileDocument, parseProfile } from "./profile-document.ts";

/**
 * An account's profile by its digest; undefined where it is not public here, is damaged, or is nothing that anybody can
 * read as this account's. Throws what the store does while it cannot be asked: an address in a name's place would say
 * that nobody is known there.
 */
export async function readProfile(
  { objects }: Pick<Services, "objects">,
  account: Hex,
  digest: Hex,
): Promise<ProfileDocument | undefined> {
  if ((await objects.visibility(digest)) !== "public") return undefined;
  const bytes = await readIfSound({ objects }, digest, PROFILE_SIZE);
  const text = bytes && textOfBytes(bytes, PROFILE_BOUNDS.length);
  return text === undefined ? undefined : parseProfile(text, account);
}
