/** Who finds what offered. The API decides; this only keeps what it would refuse out of the way. */
import type { Me } from "../../session/session.ts";
import type { Batch } from "../batch.ts";

/** Whether somebody holds one of these roles, in the words of the accounts' document. */
export const hasRole = ({ roles }: Me, ...some: readonly string[]) => some.some((role) => roles.includes(role));

/** Whether somebody's word is an authority's: an inspection body's or a regulator's. */
export const isAuthority = (me: Me) => hasRole(me, "inspector", "regulator");

/** Whether somebody made the batch. */
export const isMaker = (me: Me, { chain }: Batch) => chain.actor.toLowerCase() === me.address.toLowerCase();

/** Whether anything can still be done with a batch. */
export const isThere = ({ status }: Batch) => status !== "withdrawn";

/** Whether some of it remains that can be told apart. */
export const isCounted = ({ quantities }: Batch) => (quantities?.remaining ?? 0) > 0;
