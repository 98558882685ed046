/** From waiting operations to one call of the contract. */
import type { Hex } from "../../domain/model.ts";
import type { LoggedOperation } from "../../domain/ports/operation-log.ts";
import { contractReader } from "../../proof/contract-reader.ts";
import { batchId } from "../../proof/hash.ts";
import { type Deployment, grantRoleCall, multicall, signedCall } from "../calls.ts";
import type { Keys } from "../keystore.ts";
import type { Rpc } from "../rpc.ts";

/** For how long a signature is good, in seconds of the chain's clock: long enough for a congested chain. */
const SIGNATURE_LIFETIME = 86_400;

/** What building needs. */
export interface BuildContext {
  readonly rpc: Rpc;
  readonly keys: Keys;
  readonly deployment: Deployment;
}

/**
 * Call data that brings all the operations, in their order, each signed by its own account. Signatures carry the
 * number that each line will have: what the chain says now, and one more for each line before it in this call.
 */
export async function buildCall(operations: readonly LoggedOperation[], context: BuildContext): Promise<string> {
  const { rpc, keys, deployment } = context;
  const reader = contractReader(rpc.call, deployment.contract);
  const latest = await rpc.block("latest");
  const deadline = (latest?.timestamp ?? Math.floor(Date.now() / 1000)) + SIGNATURE_LIFETIME;
  const lastSeq = new Map<Hex, number>();

  const calls: string[] = [];
  for (const { act, accountId } of operations) {
    if (act.verb === "grantRole") {
      calls.push(grantRoleCall(act));
      continue;
    }
    if (accountId === null) throw new Error(`an act of the verb ${act.verb} needs an account`);
    const id = batchId(act.code);
    const seq = (lastSeq.get(id) ?? (act.verb === "create" ? 0 : await reader.seqOf(id))) + 1;
    lastSeq.set(id, seq);
    calls.push(await signedCall(act, { seq, deadline }, deployment, keys.account(accountId)));
  }
  return calls.length === 1 ? (calls[0] as string) : multicall(calls);
}
