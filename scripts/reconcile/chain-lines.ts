/** The lines on chain, read from the chain alone. */

import type { AdministrationAct } from "../../domain/operations/act.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { type Role, roleSet } from "../../domain/shared/roles.ts";
import type { Fact } from "../../indexer/fact.ts";
import { eventOfAct, isOfAct } from "../../proof/administration.ts";
import type { EventArguments } from "../../proof/codec.ts";
import { CommandError } from "../deploy/command-error.ts";

/** The events that acts of administration leave. */
const ADMINISTRATION: ReadonlySet<string> = new Set(["AccountDescribed", "AgentSet", "PartySet"]);

/** The contract's lines, indexed by what identifies an operation. */
export interface ChainLines {
  /** How many lines there are. */
  readonly count: number;
  /** Numbers (`line`) of the lines with this digest on this batch, by this actor if one is given. */
  linesOf(batchId: Hex, digest: Hex, actor: Hex | null): readonly number[];
  /** Whether an actor ever set what an act of administration sets; what was never set is as if it had been taken back. */
  wasDone(actor: Hex | null, act: AdministrationAct): boolean;
  /** Whether the address was ever granted the role. */
  wasGranted(role: Role, address: Hex): boolean;
}

/** Collect facts in the chain's order. Throws a CommandError if a line is missing: it may be the one searched for. */
export function collectLines(): { add(facts: readonly Fact[]): void; lines: ChainLines } {
  const byDigest = new Map<string, { line: number; actor: Hex }[]>();
  const granted = new Map<string, number>();
  const administration: { readonly event: string; readonly args: EventArguments }[] = [];
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
      if (ADMINISTRATION.has(event)) administration.push({ event, args });
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
      wasDone(actor, act) {
        const { event, values } = eventOfAct(act, actor);
        if (administration.some((one) => one.event === event && isOfAct(one.args, values))) return true;
        // A profile is taken back only by who gave one.
        if (act.verb === "describeAccount") return false;
        const isTakenBack = act.verb === "setAgent" ? !act.added : !act.admitted;
        const opposite = act.verb === "setAgent" ? { added: true } : { admitted: true };
        return (
          isTakenBack &&
          !administration.some((one) => one.event === event && isOfAct(one.args, { ...values, ...opposite }))
        );
      },
      wasGranted: (role, address) => ((granted.get(address) ?? 0) & roleSet(role)) !== 0,
    },
  };
}
