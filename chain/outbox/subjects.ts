/** What acts are about: those about the same thing keep the order in which they were accepted. */
import { concat, keccak256 } from "ethers";
import { partCode } from "../../domain/batches/part-code.ts";
import type { Act } from "../../domain/operations/act.ts";
import type { OperationSubject } from "../../domain/operations/operation-log.ts";
import type { TypedData } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { batchOrEvery } from "../../proof/administration.ts";
import { batchId } from "../../proof/hash.ts";

/**
 * What an act is about: its batches, those that it makes among them; the standing that it sets, as the contract keys it;
 * or what its actor says of an account. Nothing for officers' acts.
 */
export function subjectsOf(act: Act, actor: Hex | null): readonly Hex[] {
  switch (act.verb) {
    case "grantRole":
    case "revokeRole":
    case "setTerm":
      return [];
    case "describeAccount":
      return [keccak256(concat([actor ?? "0x", act.account, "0x01"])) as Hex];
    case "setAgent":
      return [keccak256(concat([actor ?? "0x", act.account])) as Hex];
    case "setParty":
      return [keccak256(concat([batchOrEvery(act.code), act.custodian, act.account])) as Hex];
    case "split":
      return [act.code, ...act.parts.map(({ name }) => partCode(act.code, name))].map(batchId);
    case "transform":
      return [...act.inputs, ...act.outputs].map(({ code }) => batchId(code));
    case "takeMany":
      return act.batches.map(({ code }) => batchId(code));
    case "recallMany":
      return act.codes.map(batchId);
    default:
      return [batchId(act.code)];
  }
}

/** An operation's subjects as its log keeps them. */
export function subjectOf(act: Act, actor: Hex | null, typedData: TypedData | null = null): OperationSubject {
  const [batchId = null, ...others] = new Set(subjectsOf(act, actor));
  return { batchId, others, digest: digestOf(act), actor, typedData };
}

/** The digest by which an act's line is known; null for one of administration, which is known by its event. */
function digestOf(act: Act): Hex | null {
  return "digest" in act && act.verb !== "describeAccount" ? act.digest : null;
}
