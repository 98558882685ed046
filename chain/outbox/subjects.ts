/** What acts are about: those about the same thing keep the order in which they were accepted. */
import { concat, keccak256 } from "ethers";
import type { Act } from "../../domain/operations/act.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { batchId } from "../../proof/hash.ts";

/**
 * What an act is about: its batch, or the standing that it sets, as the contract keys it; null for the granting of a role.
 */
export function subjectOf(act: Act, actor: Hex | null): Hex | null {
  if (act.verb === "grantRole") return null;
  if (act.verb === "setAgent") return keccak256(concat([actor ?? "0x", act.account])) as Hex;
  return batchId(act.code);
}

/** The digest by which an act's line is known; null for one of administration, which is known by its event. */
export function digestOf(act: Act): Hex | null {
  return "digest" in act ? act.digest : null;
}
