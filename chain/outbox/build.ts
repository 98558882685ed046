/** From waiting operations to one call of the contract. */
import type { Hex } from "../../domain/model.ts";
import type { LoggedOperation } from "../../domain/ports/operation-log.ts";
import { contractReader } from "../../proof/contract-reader.ts";
import { batchId } from "../../proof/hash.ts";
import { broughtCall, type Deployment, grantRoleCall, multicall, signedCall } from "../calls.ts";
import type { Keys } from "../keystore.ts";
import type { Rpc } from "../rpc.ts";

/** For how long a signature is good, in seconds of the chain's clock: long enough for a congested chain. */
const SIGNATURE_LIFETIME = 86_400;

/** What building needs. */
export interface BuildContext {
  readonly rpc: Rpc;
  readonly keys: Keys;
  readonly deployment: Deployment;
  /** What an account's custodial key is derived by. */
  readonly keyIdOf: (accountId: number) => Promise<string>;
}

/** Until when a signature made now is good, in seconds. */
export async function signatureDeadline(rpc: Rpc): Promise<number> {
  const latest = await rpc.block("latest");
  return (latest?.timestamp ?? Math.floor(Date.now() / 1000)) + SIGNATURE_LIFETIME;
}

/**
 * Call data that brings all the operations, in their order, each signed by its own account, here or by its own wallet.
 * Signatures made here carry the
 * number that each line will have: what the chain says now, and one more for each line before it in this call.
 */
export async function buildCall(operations: readonly LoggedOperation[], context: BuildContext): Promise<string> {
  const { rpc, keys, deployment, keyIdOf } = context;
  const reader = contractReader(rpc.call, deployment.contract);
  const deadline = await signatureDeadline(rpc);
  const lastSeq = new Map<Hex, number>();

  const calls: string[] = [];
  for (const { act, accountId, actor, typedData, signature } of operations) {
    if (act.verb === "grantRole") {
      calls.push(grantRoleCall(act));
      continue;
    }
    if (accountId === null) throw new Error(`an act of the verb ${act.verb} needs an account`);
    const id = batchId(act.code);
    if (actor && typedData && signature) {
      lastSeq.set(id, Number(typedData.message.seq ?? 1));
      calls.push(broughtCall(act, actor, Number(typedData.message.deadline), signature));
      continue;
    }
    const seq = (lastSeq.get(id) ?? (act.verb === "create" ? 0 : await reader.seqOf(id))) + 1;
    lastSeq.set(id, seq);
    calls.push(await signedCall(act, { seq, deadline }, deployment, keys.account(await keyIdOf(accountId))));
  }
  return calls.length === 1 ? (calls[0] as string) : multicall(calls);
}
