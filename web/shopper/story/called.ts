import { harmless } from "../../../domain/shared/foreign-text.ts";
import type { Language } from "../../../proof/messages.ts";
import { nameIn } from "../../../proof/name-messages.ts";
import type { Confirmer, LineName, Naming } from "../../../proof/names.ts";
import { shorten } from "./format.ts";
import type { Actor } from "./version.ts";

/** A name, and whose word it is. */
export interface ShownNaming {
  readonly name: string;
  /** Who confirms it, by their names; nobody where it is the account's own word. */
  readonly by: readonly string[];
}

/** How the page calls whoever wrote a line. */
export interface CalledActor {
  /** Undefined where nobody gives it a name. */
  readonly atLine: ShownNaming | undefined;
  /** What it is called by now, where that differs; null where the name was taken back. */
  readonly now: ShownNaming | null | undefined;
}

/** Put together what the chain says of an actor's name; where it says nothing, what the server says. */
export function calledOf(actor: Actor, found: LineName | undefined, language: Language): CalledActor {
  const isAccount = actor.name !== undefined && actor.name !== actor.address;
  const registered = isAccount ? { name: actor.name as string, by: [] } : undefined;
  if (!found || found.telling === "none") return { atLine: registered, now: undefined };
  const atLine = shownOf(found.at, language);
  const now = shownOf(found.now, language);
  const isSame = JSON.stringify(atLine) === JSON.stringify(now);
  return { atLine: atLine ?? registered, now: isSame ? undefined : (now ?? null) };
}

function shownOf(naming: Naming | null, language: Language): ShownNaming | undefined {
  if (!naming?.profile) return undefined;
  return {
    name: harmless(nameIn(naming.profile.names, language)),
    by: naming.confirmedBy.map((confirmer) => confirmerName(confirmer, language)),
  };
}

const confirmerName = ({ names, account }: Confirmer, language: Language) =>
  names ? harmless(nameIn(names, language)) : shorten(account);
