/** What acts are about: those about the same thing keep the order in which they were accepted. */
import { concat, keccak256 } from "ethers";
import type { Act } from "../../domain/operations/act.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { batchOrEvery } from "../../proof/administration.ts";
import { batchId } from "../../proof/hash.ts";

/**
 * What an act is about: its batch, the standing that it sets, as the contract keys it, or what its actor says of an account;
 * null for officers' acts.
 */
export function subjectOf(act: Act, actor: Hex | null): Hex | null {
  switch (act.verb) {
    case "grantRole":
    case "revokeRole":
    case "setTerm":
      return null;
    case "describeAccount":
      return keccak256(concat([actor ?? "0x", act.account, "0x01"])) as Hex;
    case "setAgent":
      return keccak256(concat([actor ?? "0x", act.account])) as Hex;
    case "setParty":
      return keccak256(concat([batchOrEvery(act.code), act.custodian, act.account])) as Hex;
    default:
      return batchId(act.code);
  }
}

/** The digest by which an act's line is known; null for one of administration, which is known by its event. */
export function digestOf(act: Act): Hex | null {
  return "digest" in act && act.verb !== "describeAccount" ? act.digest : null;
}
