/**
 * A typed client of `Trace` for wallet users: each verb directly, as a signature for somebody else to bring, and
 * bringing such a signature. Works with any ethers signer, a browser wallet's too.
 */
import type { Signer, TransactionReceipt } from "ethers";
import type { Act } from "../domain/ports/outbox.ts";
import { type DecodedEvent, decodeLog } from "../proof/codec.ts";
import { contractReader, type RpcCall } from "../proof/contract-reader.ts";
import { batchId } from "../proof/hash.ts";
import { broughtCall, type Deployment, directCall, type SignedVerb, typedData } from "./calls.ts";
import { type Refusal, refusalOfData } from "./contract-errors.ts";

/** The parameters of one verb: a batch goes by its code, a digest is a document's SHA-256. */
export type ParametersOf<Verb extends SignedVerb["verb"]> = Omit<Extract<Act, { verb: Verb }>, "verb">;

/** An act with its actor's signature: anybody may bring it to the chain, once, until the deadline. */
export interface SignedAct {
  readonly act: SignedVerb;
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

/** One function a verb, in three ways. Each throws a TraceError where the contract refuses. */
export interface TraceClient {
  create(parameters: ParametersOf<"create">): Promise<LandedAct>;
  record(parameters: ParametersOf<"record">): Promise<LandedAct>;
  inspect(parameters: ParametersOf<"inspect">): Promise<LandedAct>;
  amend(parameters: ParametersOf<"amend">): Promise<LandedAct>;
  /** Sign an act as the batch's next line. `deadline` in seconds. */
  signCreate(parameters: ParametersOf<"create">, deadline: number): Promise<SignedAct>;
  signRecord(parameters: ParametersOf<"record">, deadline: number): Promise<SignedAct>;
  signInspect(parameters: ParametersOf<"inspect">, deadline: number): Promise<SignedAct>;
  signAmend(parameters: ParametersOf<"amend">, deadline: number): Promise<SignedAct>;
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
      const ours = receipt.logs.filter((log) => log.address.toLowerCase() === contract);
      return { receipt, lines: ours.map(decodeLog).filter((event) => event !== undefined) };
    } catch (error) {
      const refusal = refusalOfData(String((error as { data?: unknown }).data ?? ""));
      throw refusal ? new TraceError(refusal, { cause: error }) : error;
    }
  }

  async function sign(act: SignedVerb, deadline: number): Promise<SignedAct> {
    const { provider } = signer;
    if (!provider) throw new Error("the signer has no provider");
    // The one thing that signing asks the chain: how many lines the batch has.
    const rpc: RpcCall = (_, [call]) => provider.call(call as { to: string; data: string });
    const seq = (await contractReader(rpc, contract).seqOf(batchId(act.code))) + 1;
    const { domain, types, values } = typedData(act, { seq, deadline }, deployment);
    const signature = await signer.signTypedData(domain, types, values);
    return { act, actor: await signer.getAddress(), deadline, signature };
  }

  return {
    create: (parameters) => send(directCall({ verb: "create", ...parameters })),
    record: (parameters) => send(directCall({ verb: "record", ...parameters })),
    inspect: (parameters) => send(directCall({ verb: "inspect", ...parameters })),
    amend: (parameters) => send(directCall({ verb: "amend", ...parameters })),
    signCreate: (parameters, deadline) => sign({ verb: "create", ...parameters }, deadline),
    signRecord: (parameters, deadline) => sign({ verb: "record", ...parameters }, deadline),
    signInspect: (parameters, deadline) => sign({ verb: "inspect", ...parameters }, deadline),
    signAmend: (parameters, deadline) => sign({ verb: "amend", ...parameters }, deadline),
    bring: ({ act, actor, deadline, signature }) => send(broughtCall(act, actor, deadline, signature)),
  };
}
