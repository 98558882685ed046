/**
 * A typed client of `Trace` for wallet users: each verb directly, as a signature for somebody else to bring, and
 * bringing such a signature. Works with any ethers signer, a browser wallet's too.
 */
import type { Signer, TransactionReceipt } from "ethers";
import { type DecodedEvent, decodeLog } from "../proof/codec.ts";
import { contractReader, type RpcCall } from "../proof/contract-reader.ts";
import { batchId } from "../proof/hash.ts";
import { type ActParameters, type ContractAct, type HandOver, signedBatches, VERBS, type Verb } from "./acts.ts";
import { broughtCall, directCall } from "./calls.ts";
import { type Refusal, refusalOfData } from "./contract-errors.ts";
import { type Deployment, type HandOverTerms, typedData } from "./typed-data.ts";

/** An act with its actor's signature: anybody may bring it to the chain, once, until the deadline. */
export interface SignedAct {
  readonly act: ContractAct;
  readonly actor: string;
  /** Seconds. */
  readonly deadline: number;
  readonly signature: string;
}

/** An act on chain. */
export interface LandedAct {
  readonly receipt: TransactionReceipt;
  /** The lines that the transaction wrote, in their order. */
  readonly lines: readonly DecodedEvent[];
}

/** The contract refused; says why in English and in Chinese. */
export class TraceError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(refusal.message, options);
    this.name = refusal.name;
    this.refusal = refusal;
  }
}

/** `create`, `record` and so on: each verb in the signer's own name, who pays. */
export type DirectVerbs = { readonly [V in Verb]: (parameters: ActParameters[V]) => Promise<LandedAct> };

/**
 * `signCreate`, `signRecord` and so on: each verb as a signature over the batch's next line. `deadline` in seconds. Taking
 * custody is signed otherwise, for it has its custodian's deadline.
 */
export type SigningVerbs = {
  readonly [V in Exclude<Verb, "takeCustody"> as `sign${Capitalize<V>}`]: (
    parameters: ActParameters[V],
    deadline: number,
  ) => Promise<SignedAct>;
};

/** One function a verb, in three ways. Each throws a TraceError where the contract refuses. */
export interface TraceClient extends DirectVerbs, SigningVerbs {
  /** As the custodian, sign that a batch goes to another, who brings it by `takeCustody`. */
  signHandOver(terms: Omit<HandOver, "deadline" | "custodianSignature">, deadline: number): Promise<HandOver>;
  /** As the receiver, sign a hand-over that its custodian signed, for somebody else to bring. */
  signTakeCustody(handOver: HandOver): Promise<SignedAct>;
  /** Bring an act that somebody else signed, and pay for it. */
  bring(signed: SignedAct): Promise<LandedAct>;
}

/** A client that acts with `signer`, which must be connected to the deployment's chain. */
export function traceClient(deployment: Deployment, signer: Signer): TraceClient {
  const { contract } = deployment;

  async function send(data: string): Promise<LandedAct> {
    try {
      const sent = await signer.sendTransaction({ to: contract, data });
      const receipt = await sent.wait();
      if (!receipt) throw new Error("the transaction has no receipt");
      const ours = receipt.logs.filter((log) => log.address.toLowerCase() === contract.toLowerCase());
      return { receipt, lines: ours.map(decodeLog).filter((event) => event !== undefined) };
    } catch (error) {
      const refusal = refusalOfData(String((error as { data?: unknown }).data ?? ""));
      throw refusal ? new TraceError(refusal, { cause: error }) : error;
    }
  }

  /** The one thing that signing asks the chain: how many lines the batches have. */
  async function nextSeqs(codes: readonly string[]): Promise<number[]> {
    const { provider } = signer;
    if (!provider) throw new Error("the signer has no provider");
    const rpc: RpcCall = (_, [call]) => provider.call(call as { to: string; data: string });
    const reader = contractReader(rpc, contract);
    return Promise.all(codes.map(async (code) => (await reader.seqOf(batchId(code))) + 1));
  }

  async function signatureOf(act: ContractAct | HandOverTerms, codes: readonly string[], deadline: number) {
    const seqs = await nextSeqs(codes);
    const seq = act.verb === "transform" ? seqs : (seqs[0] ?? 1);
    const { domain, types, values } = typedData(act, { seq, deadline }, deployment);
    return signer.signTypedData(domain, types, values);
  }

  async function sign(act: ContractAct, deadline: number): Promise<SignedAct> {
    const signature = await signatureOf(act, signedBatches(act), deadline);
    return { act, actor: await signer.getAddress(), deadline, signature };
  }

  // Each function's own type is that of its name in DirectVerbs and SigningVerbs.
  const actOf = (verb: Verb, parameters: object) => ({ ...parameters, verb }) as ContractAct;
  const byVerb = VERBS.map((verb) => [verb, async (parameters: object) => send(directCall(actOf(verb, parameters)))]);
  const bySigning = VERBS.map((verb) => [
    `sign${verb.charAt(0).toUpperCase()}${verb.slice(1)}`,
    (parameters: object, deadline: number) => sign(actOf(verb, parameters), deadline),
  ]);

  return {
    ...(Object.fromEntries(byVerb) as DirectVerbs),
    ...(Object.fromEntries(bySigning) as SigningVerbs),
    async signHandOver({ code, to, digest }, deadline) {
      const custodianSignature = await signatureOf({ verb: "takeCustody", code, to, digest }, [code], deadline);
      return { code, to, digest, deadline, custodianSignature };
    },
    signTakeCustody: (handOver) => sign({ verb: "takeCustody", ...handOver }, handOver.deadline),
    bring: async ({ act, actor, deadline, signature }) => send(broughtCall(act, actor, deadline, signature)),
  };
}
