/**
 * The nonces of signatures. Each operation has one of its actor's own, and keeps it: whatever was signed under it, only
 * one act lands. Another is given only when that one was used by something else, as a final block shows.
 */
import { NONCE_WINDOW } from "../../domain/operations/act.ts";
import type { LoggedOperation, OperationLog } from "../../domain/operations/operation-log.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { turns } from "../../domain/shared/turns.ts";
import { type AccountState, contractReader } from "../../proof/contract-reader.ts";
import { contractAsOf } from "../contract-as-of.ts";
import { quantity } from "../rpc.ts";
import type { BuildContext } from "./build.ts";

/** Where nonces are asked for. */
type NonceContext = Pick<BuildContext, "rpc" | "deployment"> & {
  readonly log: Pick<OperationLog, "takenNonces">;
};

/**
 * Nonces of one actor are given one after another, each until what has it is kept: two at once would be given the same.
 * Whoever gives one does so in this turn.
 */
export const givingNonces = turns();

/** The same for several actors. In the order of their addresses, so that two who ask never wait for one another. */
export function givingNoncesOfAll<T>(actors: readonly Hex[], task: () => Promise<T>): Promise<T> {
  const [first, ...others] = [...new Set(actors)].sort();
  return first === undefined ? task() : givingNonces(first, () => givingNoncesOfAll(others, task));
}

/** Gives nonces out: to each actor the lowest that nothing of its own may still use. */
export interface Nonces {
  /** A nonce, `own` where that is still free; undefined if too many of the actor's are under way. */
  next(actor: Hex, own?: number): Promise<number | undefined>;
}

/** Nonces for one round. */
export function noncesOf({ rpc, deployment, log }: NonceContext): Nonces {
  const reader = contractReader(rpc.call, deployment.contract);
  const actors = new Map<Hex, { readonly account: AccountState; readonly taken: Set<number> }>();
  return {
    async next(actor, own) {
      let known = actors.get(actor);
      if (!known) {
        const account = await reader.accountOf(actor);
        known = { account, taken: new Set(await log.takenNonces(actor, account.nextNonce)) };
        actors.set(actor, known);
      }
      if (own !== undefined && !isUsed(known.account, own)) return own;
      const first = known.account.nextNonce;
      for (let nonce = first; nonce < first + NONCE_WINDOW; nonce++) {
        if (known.taken.has(nonce)) continue;
        known.taken.add(nonce);
        return nonce;
      }
      return undefined;
    },
  };
}

/** Whether an actor's nonce was used, or voided, as of a block. Throws where the node cannot say. */
export async function isNonceUsed(
  { actor, scope }: Pick<LoggedOperation, "actor" | "scope">,
  block: number,
  { rpc, deployment }: Pick<BuildContext, "rpc" | "deployment">,
): Promise<boolean> {
  if (actor === null || scope === null) return false;
  return isUsed(await contractAsOf(rpc, deployment.contract, quantity(block)).accountOf(actor), scope.nonce);
}

/** Whether an actor's nonce was used, or is too old. */
export function isUsed({ nextNonce, window }: AccountState, nonce: number): boolean {
  const age = nextNonce - 1 - nonce;
  return age >= NONCE_WINDOW || (age >= 0 && ((window >> BigInt(age)) & 1n) === 1n);
}
