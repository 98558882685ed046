/** Compares accepted writes with the chain. */
import { subjectsOf } from "../../chain/outbox/subjects.ts";
import type { Act } from "../../domain/operations/act.ts";
import type { LoggedOperation } from "../../domain/operations/operation-log.ts";
import type { Hex } from "../../domain/shared/hex.ts";

import type { ChainLines } from "./chain-lines.ts";

/** The possible findings on an accepted write. */
export const FINDINGS = {
  done: "on chain once, and told so",
  underWay: "on its way: sent again until its line is there",
  unsigned: "not accepted yet: its owner's wallet has to sign",
  failed: "refused by the contract, and its owner told",
  lost: "told as done, and not on chain: it is brought again",
  untold: "on chain, and told as failed or on its way: put right",
  doubled: "on chain more than once",
} as const;

/** One of them. */
export type Finding = keyof typeof FINDINGS;

/** An operation's state on chain and in the outbox. */
export function findingOf(operation: LoggedOperation, lines: ChainLines): Finding {
  const { act, actor, state, noted } = operation;
  if (state === "unsigned") return "unsigned";
  const times = timesOf(act, actor, lines);
  if (times > 1) return "doubled";
  if (times === 1) return state === "mined" || state === "final" ? "done" : "untold";
  if (noted === "mined" || noted === "final") return "lost";
  return state === "failed" ? "failed" : "underWay";
}

/** How often an act was done; one of administration is no other thing when it is done again. */
function timesOf(act: Act, actor: Hex | null, lines: ChainLines): number {
  switch (act.verb) {
    case "grantRole":
    case "revokeRole":
    case "setTerm":
    case "describeAccount":
    case "setAgent":
    case "setParty":
      return Number(lines.wasDone(actor, act));
    default:
      // Of one about several batches, each of which it may write on once; some may have been left out.
      return Math.max(...subjectsOf(act, actor).map((id) => lines.linesOf(id, act.digest, actor).length));
  }
}
