/** The lines on chain, read from the chain alone. */

import type { SetAgent } from "../../domain/operations/act.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { type Role, roleSet } from "../../domain/shared/roles.ts";
import type { Fact } from "../../indexer/fact.ts";
import { CommandError } from "../deploy/command-error.ts";

/** The contract's lines, indexed by what identifies an operation. */
export interface ChainLines {
  /** How many lines there are. */
  readonly count: number;
  /** Numbers (`line`) of the lines with this digest on this batch, by this actor if one is given. */
  linesOf(batchId: Hex, digest: Hex, actor: Hex | null): readonly number[];
  /** Whether an agent was ever appointed, or dismissed, by an actor; or is none, which is as if it had been dismissed. */
  wasAgentSet(actor: Hex | null, act: SetAgent): boolean;
  /** Whether the address was ever granted the role. */
  wasGranted(role: Role, address: Hex): boolean;
}

/** Collect facts in the chain's order. Throws a CommandError if a line is missing: it may be the one searched for. */
export function collectLines(): { add(facts: readonly Fact[]): void; lines: ChainLines } {
  const byDigest = new Map<string, { line: number; actor: Hex }[]>();
  const granted = new Map<string, number>();
  const agents = new Map<string, boolean>();
  const agentsSet = new Set<string>();
  let count = 0;

  function add(facts: readonly Fact[]): void {
    for (const { event, args, number, line } of facts) {
      if (number !== count + 1) {
        throw new CommandError(`The node keeps lines back: after ${count} comes ${number}. Try again, or another node`);
      }
      count = number;
      if (event === "RolesSet") {
        const account = String(args.account);
        granted.set(account, (granted.get(account) ?? 0) | Number(args.roles));
      }
      if (event === "AgentSet") {
        agents.set(`${args.custodian} ${args.account}`, args.added === true);
        agentsSet.add(`${args.custodian} ${args.account} ${args.added}`);
      }
      if (!line) continue;
      const key = `${line.batchId} ${line.digest}`;
      byDigest.set(key, [...(byDigest.get(key) ?? []), { line: number, actor: line.actor }]);
    }
  }

  return {
    add,
    lines: {
      get count() {
        return count;
      },
      linesOf: (batchId, digest, actor) =>
        (byDigest.get(`${batchId} ${digest}`) ?? [])
          .filter((line) => actor === null || line.actor === actor)
          .map(({ line }) => line),
      wasAgentSet: (actor, { account, added }) =>
        agentsSet.has(`${actor} ${account} ${added}`) || (agents.get(`${actor} ${account}`) ?? false) === added,
      wasGranted: (role, address) => ((granted.get(address) ?? 0) & roleSet(role)) !== 0,
    },
  };
}
