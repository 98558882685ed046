/** The lines on chain, read from the chain alone. */

import type { Hex } from "../../domain/shared/hex.ts";
import { ROLES, type Role, roleConstant } from "../../domain/shared/roles.ts";
import type { Fact } from "../../indexer/fact.ts";
import { keccak256Text } from "../../proof/hash.ts";
import { CommandError } from "../deploy/command-error.ts";

/** The contract's lines, indexed by what identifies an operation. */
export interface ChainLines {
  /** How many lines there are. */
  readonly count: number;
  /** Numbers (`line`) of the lines with this digest on this batch, by this actor if one is given. */
  linesOf(batchId: Hex, digest: Hex, actor: Hex | null): readonly number[];
  /** Whether the address was ever granted the role. */
  wasGranted(role: Role, address: Hex): boolean;
}

const ROLE_OF_TOPIC = new Map(ROLES.map((role) => [keccak256Text(roleConstant(role)), role]));

/** Collect facts in the chain's order. Throws a CommandError if a line is missing: it may be the one searched for. */
export function collectLines(): { add(facts: readonly Fact[]): void; lines: ChainLines } {
  const byDigest = new Map<string, { line: number; actor: Hex }[]>();
  const granted = new Set<string>();
  let count = 0;

  function add(facts: readonly Fact[]): void {
    for (const { event, args, line } of facts) {
      if (event === "RoleGranted") granted.add(`${ROLE_OF_TOPIC.get(args.role as Hex)} ${args.account}`);
      if (!line) continue;
      if (line.line !== count + 1) {
        throw new CommandError(
          `The node keeps lines back: after ${count} comes ${line.line}. Try again, or another node`,
        );
      }
      count = line.line;
      const key = `${line.batchId} ${line.digest}`;
      byDigest.set(key, [...(byDigest.get(key) ?? []), { line: line.line, actor: line.actor }]);
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
      wasGranted: (role, address) => granted.has(`${role} ${address}`),
    },
  };
}
