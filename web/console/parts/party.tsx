import { userIdOf } from "../../../domain/shared/identifiers.ts";
import type { Me } from "../session/session.ts";

/** Who gives, takes or answers, as the API tells it. */
export interface PartyNamed {
  readonly address: string;
  readonly userId?: string | null;
  readonly name: string | null;
}

/** Its name or, where nobody gives it one, its address on chain. */
export function Party({ of }: { readonly of: PartyNamed }) {
  return of.name === null ? <span class="mono">{of.address}</span> : <bdi>{of.name}</bdi>;
}

/** Whether it is whoever is signed in, also by an address from before a wallet was bound. */
export const isMe = (me: Me, { userId }: PartyNamed) => userId === userIdOf(me.id);
