/** Acts that their actors sign with wallets of their own. */
import { TypedDataEncoder, verifyTypedData } from "ethers";
import type { AdministrationAct, WritingAct } from "../../domain/operations/act.ts";
import type { OperationLog, SignedScope } from "../../domain/operations/operation-log.ts";
import type { TypedData } from "../../domain/operations/outbox.ts";
import { DomainError, invalid } from "../../domain/shared/errors.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { type HandOverTerms, typedData } from "../typed-data.ts";
import { askWallet, isWrapped, unwrap } from "../wallet-signatures.ts";
import { type BuildContext, chainTime, PROPOSAL_LIFETIME } from "./build.ts";
import { noncesOf } from "./nonces.ts";

/** For how long a wallet's signature is good, in seconds of the chain's clock, and until which of them at most. */
const FOR_A_DAY = { lifetime: PROPOSAL_LIFETIME, until: Number.MAX_SAFE_INTEGER };

/** What is to be signed, and whether it was, only the chain knows. */
export function cannotAsk(error: unknown): never {
  if (error instanceof DomainError) throw error;
  throw new DomainError("unavailable", "The chain cannot be asked now: try again", [], { cause: error });
}

/**
 * What the actor has to sign for an act; asked for in the turn of its nonces (`givingNonces`). One that it was asked for before keeps its nonce, while that is good: should
 * its wallet have signed that one too, only one of the two lands.
 */
export async function proposal(
  act: WritingAct | AdministrationAct | HandOverTerms,
  actor: Hex,
  context: Pick<BuildContext, "rpc" | "deployment"> & { readonly log: Pick<OperationLog, "takenNonces"> },
  before: SignedScope | null = null,
  { lifetime, until }: { readonly lifetime: number; readonly until: number } = FOR_A_DAY,
): Promise<TypedData> {
  const { rpc, deployment } = context;
  // Under a nonce whose deadline is past others may be asked for something else.
  const own = before !== null && before.deadline > Math.floor(Date.now() / 1000) ? before.nonce : undefined;
  const nonce = await noncesOf(context).next(actor, own);
  if (nonce === undefined) {
    throw new DomainError("quota-exceeded", "Too many operations of this account wait for its wallet or for the chain");
  }
  const deadline = Math.min((await chainTime(rpc)) + lifetime, until);
  const { domain, types, values } = typedData(act, { actor, nonce, deadline }, deployment);
  const payload = TypedDataEncoder.getPayload(domain, types, values) as TypedData;
  // As a plain number: not every wallet reads the hex digits that ethers writes.
  return { ...payload, domain: { ...payload.domain, chainId: deployment.chainId } };
}

/**
 * The signature as the contract will take it, judged as the contract will judge it: an account with code answers itself
 * (ERC-1271), any other by its key. One that was made before its wallet was deployed (ERC-6492) is taken once the wallet
 * is. Throws `validation` for any other, and says what to do.
 */
export async function checkedSignature(
  actor: Hex,
  { domain, types, message }: TypedData,
  signature: Hex,
  { rpc }: Pick<BuildContext, "rpc">,
): Promise<Hex> {
  const { EIP712Domain: _, ...structs } = types;
  const fields = structs as unknown as Parameters<typeof verifyTypedData>[1];
  const wrapped = isWrapped(signature);
  const own = wrapped ? unwrap(signature)?.signature : signature;
  const refused = `Signature is not one of ${actor} over this operation's typed data`;
  if (own === undefined) throw invalid("signature", refused);
  try {
    // The key first, as the contract does: an account that has code may still sign with its key (EIP-7702).
    if (!wrapped && verifyTypedData(domain, fields, message, own).toLowerCase() === actor) return own;
  } catch {
    // not the bytes of a key's signature
  }
  switch (await askWallet(rpc, actor, TypedDataEncoder.hash(domain, fields, message), own)) {
    case "yes":
      return own;
    case "no":
      throw invalid("signature", refused);
    case "failed":
      throw invalid("signature", `${refused}: ${NO_ANSWER}`);
    case "no-code":
      throw invalid("signature", wrapped || !isKeysLength(own) ? `${refused}: ${NOT_DEPLOYED}` : refused);
  }
}

const NO_ANSWER = "the wallet's contract reverts when it is asked, or takes more than the 400,000 gas that it is given";
const NOT_DEPLOYED =
  "it has no contract on chain, which takes acts of deployed wallets alone. " +
  "Deploy the wallet (its first transaction does that), and send its signature then";

const isKeysLength = (signature: Hex) => signature.length === 2 + 2 * 65;
