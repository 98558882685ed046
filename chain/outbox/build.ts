/** From planned operations to one call of the contract. */
import type { HDNodeWallet } from "ethers";
import type { LoggedOperation, SignedScope } from "../../domain/operations/operation-log.ts";
import { broughtCall, type Deployment, grantRoleCall, multicall, signedCall } from "../calls.ts";
import type { Keys } from "../keystore.ts";
import type { Rpc } from "../rpc.ts";
import type { Planned } from "./plan.ts";

/**
 * For how long a signature made here is good, in seconds of the chain's clock: long enough for a congested chain, and
 * no longer, since one that was sent and did not land can keep its operation waiting until it is over.
 */
const SIGNATURE_LIFETIME = 3_600;
/** And one that an actor is asked for: people sign when they come to it. */
const PROPOSAL_LIFETIME = 86_400;
/** A signature that is over in fewer seconds is made anew. */
const SIGNATURE_MARGIN = 600;

/** What building needs. */
export interface BuildContext {
  readonly rpc: Rpc;
  readonly keys: Keys;
  readonly deployment: Deployment;
  /** What an account's custodial key is derived by. */
  readonly keyIdOf: (accountId: number) => Promise<string>;
}

/** One operation as it is brought. */
export interface BuiltCall {
  readonly planned: Planned;
  readonly data: string;
  /** What this server signed for it; null where it signed nothing. */
  readonly scope: SignedScope | null;
}

/** The chain's clock, in seconds. */
export async function chainTime(rpc: Rpc): Promise<number> {
  const latest = await rpc.block("latest");
  return latest?.timestamp ?? Math.floor(Date.now() / 1000);
}

/** Until when the signature is good that an actor is asked for at `time`, in seconds. */
export const proposalDeadline = (time: number) => time + PROPOSAL_LIFETIME;

/** The key that signs an operation here; null for one that needs none of ours. */
export async function signerOf({ accountId, act, signature }: LoggedOperation, { keys, keyIdOf }: BuildContext) {
  if (accountId === null || act.verb === "grantRole" || signature) return null;
  return keys.account(await keyIdOf(accountId));
}

/**
 * The call that brings an operation, signed by its own account, here or by its own wallet. The same scope gives the same
 * signature, so an operation that is brought twice lands once. Throws for an act that no call can tell.
 */
export async function buildCall(
  planned: Planned,
  time: number,
  signer: HDNodeWallet | null,
  { deployment }: Pick<BuildContext, "deployment">,
): Promise<BuiltCall> {
  const { act, actor, typedData, signature, scope: before } = planned.operation;
  if (act.verb === "grantRole") return { planned, data: grantRoleCall(act), scope: null };
  if (actor && typedData && signature) {
    return { planned, data: broughtCall(act, actor, Number(typedData.message.deadline), signature), scope: null };
  }
  const isGood = before !== null && before.seq === planned.seq && before.deadline > time + SIGNATURE_MARGIN;
  const scope = isGood ? before : { seq: planned.seq, deadline: time + SIGNATURE_LIFETIME };
  if (signer === null) throw new Error(`an act of the verb ${act.verb} needs an account`);
  const data = await signedCall(act, { seq: scope.seq ?? 0, deadline: scope.deadline }, deployment, signer);
  return { planned, data, scope };
}

/** Call data that brings several. */
export function together(calls: readonly BuiltCall[]): string {
  return calls.length === 1 ? (calls[0] as BuiltCall).data : multicall(calls.map(({ data }) => data));
}
