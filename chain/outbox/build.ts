/** From planned operations to one call of the contract. */
import type { HDNodeWallet } from "ethers";
import { isOfficerAct, type SignableAct } from "../../domain/operations/act.ts";
import type { LoggedOperation, SignedScope } from "../../domain/operations/operation-log.ts";
import { bringCall, callOf, type Deployment, multicall, officerCall, type SignedCall, signedCall } from "../calls.ts";
import type { Keys } from "../keystore.ts";
import type { Rpc } from "../rpc.ts";
import type { Nonces } from "./nonces.ts";
import { subjectsOf } from "./subjects.ts";

/**
 * For how long a signature made here is good, in seconds of the chain's clock: long enough for a congested chain. It is
 * made anew under the same nonce as often as need be.
 */
const SIGNATURE_LIFETIME = 3_600;
/** And one that an actor is asked for: people sign when they come to it. */
export const PROPOSAL_LIFETIME = 86_400;
/** A signature that is over in fewer seconds is made anew. */
const SIGNATURE_MARGIN = 600;

/** Gas that an act on one batch may use: several times what any takes whose signature is a key's. */
const GAS_EACH = 300_000;
/** And more for each batch that an act makes, takes in, or goes through. */
const GAS_A_BATCH = 80_000;
/** And more for each signature that a contract wallet may have to check (ERC-1271): its actor's, or its giver's. */
const GAS_A_WALLET = 600_000;

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
  readonly operation: LoggedOperation;
  /** The act with its signature; null for what its sender does in its own name. */
  readonly signed: SignedCall | null;
  /** Call data of what its sender does in its own name; empty for a signed act. */
  readonly data: string;
  /** What this server signed for it; null where it signed nothing. */
  readonly scope: SignedScope | null;
}

/** The chain's clock, in seconds. */
export async function chainTime(rpc: Rpc): Promise<number> {
  const latest = await rpc.block("latest");
  return latest?.timestamp ?? Math.floor(Date.now() / 1000);
}

/** The key that signs an operation here; null for one that needs none of ours. */
export async function signerOf({ accountId, act, signature }: LoggedOperation, { keys, keyIdOf }: BuildContext) {
  if (accountId === null || isOfficerAct(act) || signature) return null;
  return keys.account(await keyIdOf(accountId));
}

/** The nonce for what is signed here, which an operation keeps; undefined if its actor has none to give. */
export async function nonceOf({ actor, scope }: LoggedOperation, nonces: Nonces): Promise<number | undefined> {
  return scope?.nonce ?? (actor === null ? undefined : nonces.next(actor));
}

/**
 * The call that brings an operation, signed by its own account, here under this nonce or by its own wallet. What was
 * refused for good after it had been sent is signed here no more: its nonce is voided, so that nobody else can. Throws
 * for an act that no call can tell.
 */
export async function buildCall(
  operation: LoggedOperation,
  time: number,
  key: { readonly signer: HDNodeWallet; readonly nonce: number } | null,
  { deployment }: Pick<BuildContext, "deployment">,
): Promise<BuiltCall> {
  const { act, actor, typedData, signature, scope: before, error } = operation;
  if (isOfficerAct(act)) return { operation, signed: null, data: officerCall(act), scope: null };
  if (actor && typedData && signature) {
    const { nonce, deadline } = typedData.message;
    const scope = { actor, nonce: Number(nonce), deadline: Number(deadline) };
    return { operation, signed: { ...scope, act: callOf(act, actor), signature }, data: "", scope: null };
  }
  if (key === null || !actor) throw new Error(`an act of the verb ${act.verb} needs an account`);
  const { signer, nonce } = key;
  const isGood = before !== null && before.deadline > time + SIGNATURE_MARGIN;
  const scope = isGood ? before : { nonce, deadline: time + SIGNATURE_LIFETIME };
  const brought: SignableAct = error === null ? act : { verb: "voidNonce", nonce };
  return { operation, signed: await signedCall(brought, { actor, ...scope }, deployment, signer), data: "", scope };
}

/** How several calls are made together. */
export interface Together {
  readonly data: string;
  /** The signed acts in it, in their order. */
  readonly brought: readonly BuiltCall[];
  /** Whether it is a `multicall`, of which the acts are brought by the last call. */
  readonly isMulticall: boolean;
}

function gasOfOne({ operation: { act, actor, signature } }: BuiltCall): number {
  const batches = subjectsOf(act, actor).length;
  const wallets = Number(signature !== null) + Number(act.verb === "takeMany");
  return GAS_EACH + Math.max(0, batches - 1) * GAS_A_BATCH + wallets * GAS_A_WALLET;
}

/** Call data that brings several: first what the sender does in its own name. */
export function together(calls: readonly BuiltCall[]): Together {
  const own = calls.filter(({ signed }) => signed === null).map(({ data }) => data);
  const brought = calls.filter(({ signed }) => signed !== null);
  const gasEach = Math.max(...brought.map(gasOfOne), 0);
  const bring =
    brought.length === 0
      ? []
      : [
          bringCall(
            brought.map(({ signed }) => signed as SignedCall),
            gasEach,
          ),
        ];
  const all = [...own, ...bring];
  const [only] = all;
  return all.length === 1 && only !== undefined
    ? { data: only, brought, isMulticall: false }
    : { data: multicall(all), brought, isMulticall: true };
}
