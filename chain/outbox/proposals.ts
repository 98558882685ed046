/** Acts that their actors sign with wallets of their own. */
import { TypedDataEncoder, verifyTypedData } from "ethers";
import type { LineAct, TypedData } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { contractReader } from "../../proof/contract-reader.ts";
import { batchId } from "../../proof/hash.ts";
import { signedBatches } from "../acts.ts";
import { isContractSignature } from "../erc1271.ts";
import { typedData } from "../typed-data.ts";
import { type BuildContext, chainTime, proposalDeadline } from "./build.ts";

/** What the actor has to sign for an act to be its batch's next line. */
export async function proposal(act: LineAct, context: Pick<BuildContext, "rpc" | "deployment">): Promise<TypedData> {
  const { rpc, deployment } = context;
  const reader = contractReader(rpc.call, deployment.contract);
  const [code] = signedBatches(act);
  const seq = code === undefined ? 1 : (await reader.seqOf(batchId(code))) + 1;
  const { domain, types, values } = typedData(
    act,
    { seq, deadline: proposalDeadline(await chainTime(rpc)) },
    deployment,
  );
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
  const code = await rpc.call<Hex>("eth_getCode", [actor, "latest"]);
  if (code === "0x") {
    try {
      return verifyTypedData(domain, fields, message, signature).toLowerCase() === actor;
    } catch {
      return false; // not the bytes of any signature
    }
  }
  const hash = TypedDataEncoder.hash(domain, fields, message);
  return isContractSignature(rpc, actor, hash, signature);
}
