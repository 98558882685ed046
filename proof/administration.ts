/**
 * What acts of administration leave on chain. They have no document: the event says all, so an act is known by who did
 * what with which values.
 */
import type { Act, AdministrationAct } from "../domain/operations/act.ts";
import type { EventArguments } from "../domain/records/event-arguments.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { batchId } from "./hash.ts";

/** The id that stands for all batches of a custodian. */
const EVERY_BATCH: Hex = `0x${"00".repeat(32)}`;

/** A batch's id, as acts of administration name it; zero, which is no batch's, for all of a custodian's. */
export function batchOrEvery(code: string | undefined): Hex {
  return code === undefined ? EVERY_BATCH : batchId(code);
}

const ADMINISTRATION: ReadonlySet<string> = new Set<AdministrationAct["verb"]>([
  "describeAccount",
  "setAgent",
  "setParty",
]);

/** Whether an act is one of administration that its actor signs. */
export function isAdministration(act: Act): act is AdministrationAct {
  return ADMINISTRATION.has(act.verb);
}

/** The event that an act leaves, and the values by which it is known. */
export function eventOfAct(
  act: AdministrationAct,
  actor: string | null,
): { readonly event: string; readonly values: EventArguments } {
  switch (act.verb) {
    case "describeAccount":
      return { event: "AccountDescribed", values: { account: act.account, actor: String(actor), digest: act.digest } };
    case "setAgent":
      return { event: "AgentSet", values: { custodian: String(actor), account: act.account, added: act.added } };
    case "setParty": {
      const { code, custodian, account, admitted } = act;
      return {
        event: "PartySet",
        values: { actor: String(actor), id: batchOrEvery(code), custodian, account, admitted },
      };
    }
  }
}

/** Whether an event's values are those that an act leaves. */
export function isOfAct(args: Readonly<Record<string, unknown>>, values: EventArguments): boolean {
  return Object.entries(values).every(([name, value]) => args[name] === value);
}
