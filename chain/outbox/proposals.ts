/** Acts that their actors sign with wallets of their own. */
import { TypedDataEncoder, verifyTypedData } from "ethers";
import type { LineAct } from "../../domain/operations/act.ts";
import type { OperationLog, SignedScope } from "../../domain/operations/operation-log.ts";
import type { TypedData } from "../../domain/operations/outbox.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { isContractSignature } from "../erc1271.ts";
import { typedData } from "../typed-data.ts";
import { type BuildContext, chainTime, proposalDeadline } from "./build.ts";
import { noncesOf } from "./nonces.ts";

/**
 * What the actor has to sign for an act. One that it was asked for before keeps its nonce, while that is good: should
 * its wallet have signed that one too, only one of the two lands.
 */
export async function proposal(
  act: LineAct,
  actor: Hex,
  context: Pick<BuildContext, "rpc" | "deployment"> & { readonly log: Pick<OperationLog, "takenNonces"> },
  before: SignedScope | null = null,
): Promise<TypedData> {
  const { rpc, deployment } = context;
  // Under a nonce whose deadline is past others may be asked for something else.
  const own = before !== null && before.deadline > Math.floor(Date.now() / 1000) ? before.nonce : undefined;
  const nonce = await noncesOf(context).next(actor, own);
  if (nonce === undefined) {
    throw new DomainError("quota-exceeded", "Too many operations of this account wait for its wallet or for the chain");
  }
  const deadline = proposalDeadline(await chainTime(rpc));
  const { domain, types, values } = typedData(act, { actor, nonce, deadline }, deployment);
  const payload = TypedDataEncoder.getPayload(domain, types, values) as TypedData;
  // As a plain number: not every wallet reads the hex digits that ethers writes.
  return { ...payload, domain: { ...payload.domain, chainId: deployment.chainId } };
}

/**
 * Whether a signature is the actor's, judged as the contract will judge it: an account with code answers itself
 * (ERC-1271), any other by its key.
 */
export async function isSignedBy(
  actor: Hex,
  { domain, types, message }: TypedData,
  signature: Hex,
  { rpc }: Pick<BuildContext, "rpc">,
): Promise<boolean> {
  const { EIP712Domain: _, ...structs } = types;
  const fields = structs as unknown as Parameters<typeof verifyTypedData>[1];
  try {
    // The key first, as the contract does: an account that has code may still sign with its key (EIP-7702).
    if (verifyTypedData(domain, fields, message, signature).toLowerCase() === actor) return true;
  } catch {
    // not the bytes of a key's signature
  }
  if ((await rpc.call<Hex>("eth_getCode", [actor, "latest"])) === "0x") return false;
  return isContractSignature(rpc, actor, TypedDataEncoder.hash(domain, fields, message), signature);
}
