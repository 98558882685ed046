/** The lines on chain, read from the chain alone. */

import type { OfficerAct } from "../../domain/operations/act.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { roleSet } from "../../domain/shared/roles.ts";
import type { Fact } from "../../indexer/fact.ts";
import { CommandError } from "../deploy/command-error.ts";

/** The contract's lines, indexed by what identifies an operation. */
export interface ChainLines {
  /** How many lines there are. */
  readonly count: number;
  /** Numbers (`line`) of the lines with this digest on this batch, by this actor if one is given. */
  linesOf(batchId: Hex, digest: Hex, actor: Hex | null): readonly number[];
  /** Whether the address was ever granted the role, lost it, or had this term set. */
  wasDone(act: OfficerAct): boolean;
}

/** What an account has, and what it ever got and lost. */
interface Standing {
  readonly roles: number;
  readonly granted: number;
  readonly revoked: number;
  readonly terms: Set<number>;
}

/** Collect facts in the chain's order. Throws a CommandError if a line is missing: it may be the one searched for. */
export function collectLines(): { add(facts: readonly Fact[]): void; lines: ChainLines } {
  const byDigest = new Map<string, { line: number; actor: Hex }[]>();
  const standings = new Map<string, Standing>();
  let count = 0;

  function add(facts: readonly Fact[]): void {
    for (const { event, args, number, line } of facts) {
      if (number !== count + 1) {
        throw new CommandError(`The node keeps lines back: after ${count} comes ${number}. Try again, or another node`);
      }
      count = number;
      if (event === "RolesSet") {
        const account = String(args.account);
        const roles = Number(args.roles);
        const before = standings.get(account) ?? { roles: 0, granted: 0, revoked: 0, terms: new Set<number>() };
        standings.set(account, {
          roles,
          granted: before.granted | roles,
          revoked: before.revoked | (before.roles & ~roles),
          terms: before.terms.add(Number(args.validUntil)),
        });
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
      wasDone(act) {
        const standing = standings.get(act.address);
        if (act.verb === "setTerm") return standing?.terms.has(act.validUntil) ?? false;
        const set = act.verb === "grantRole" ? standing?.granted : standing?.revoked;
        return ((set ?? 0) & roleSet(act.role)) !== 0;
      },
    },
  };
}
