/**
 * A typed client of `Trace` for wallet users: each verb directly, as a signature for somebody else to bring, and
 * bringing such signatures. Works with any ethers signer, a browser wallet's too.
 */
import type { Signer, TransactionReceipt } from "ethers";
import { type ActParameters, type Consent, type SignableAct, VERBS, type Verb } from "../domain/operations/act.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { type DecodedEvent, decodeLog } from "../proof/codec.ts";
import { contractReader, type RpcCall } from "../proof/contract-reader.ts";
import { bringCall, callOf, traceInterface } from "./calls.ts";
import { type Refusal, refusalOfData, refusalOfSkipped } from "./contract-errors.ts";
import { type Deployment, type HandOverTerms, type SignatureScope, typedData } from "./typed-data.ts";

/** An act with its actor's signature: anybody may bring it to the chain, once, until the deadline. */
export interface SignedAct extends SignatureScope {
  readonly act: SignableAct;
  readonly signature: string;
}

/** What a signature is good for. */
export interface SigningOptions {
  /** Last second at which it is good. */
  readonly deadline: number;
  /**
   * Any that the actor has not used: of the last 120, or at most 119 ahead of its next. By default its next on chain, so
   * that whoever signs several acts before the first is brought has to number them.
   */
  readonly nonce?: number;
}

/** What is on chain of a transaction. */
export interface LandedAct {
  readonly receipt: TransactionReceipt;
  /** The lines that the transaction wrote, in their order. */
  readonly lines: readonly DecodedEvent[];
  /** The ids of batches that a recall or a hand-over of many left out. */
  readonly leftOut: readonly Hex[];
}

/** What became of acts that were brought together. */
export interface BroughtActs extends LandedAct {
  readonly landed: readonly SignedAct[];
  /** They can be brought again until their deadline. */
  readonly skipped: readonly SkippedAct[];
}

/** An act that was brought and did not succeed. */
export interface SkippedAct {
  readonly signed: SignedAct;
  readonly refusal: Refusal;
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

/** `signCreate`, `signRecord` and so on: each verb as a signature. Voiding a nonce is signed under that very nonce. */
export type SigningVerbs = {
  readonly [V in Verb as `sign${Capitalize<V>}`]: (
    parameters: ActParameters[V],
    options: SigningOptions,
  ) => Promise<SignedAct>;
};

/** One function a verb, in two ways. Each throws a TraceError where the contract refuses. */
export interface TraceClient extends DirectVerbs, SigningVerbs {
  /** As the holder, sign that batches go to another, who takes them by `takeMany` with this consent. */
  signHandOver(terms: Omit<HandOverTerms, "verb">, options: SigningOptions): Promise<Consent>;
  /**
   * Bring acts that others signed, and pay for them. One that fails voids nothing, and stops none of the others.
   *
   * @param acts The acts, in the order in which they are tried.
   * @param gasEach How much gas each may use; by default several times what the largest of them takes.
   */
  bring(acts: readonly SignedAct[], gasEach?: number): Promise<BroughtActs>;
}

/** A client that acts with `signer`, which must be connected to the deployment's chain. */
export function traceClient(deployment: Deployment, signer: Signer): TraceClient {
  const { contract } = deployment;
  const address = async () => (await signer.getAddress()).toLowerCase() as Hex;

  async function send(data: string): Promise<LandedAct> {
    const receipt = await receiptOf(data);
    const logs = receipt.logs.filter((log) => log.address.toLowerCase() === contract.toLowerCase());
    const lines = logs.map(decodeLog).filter((event) => event !== undefined);
    return { receipt, lines, leftOut: eventsOf(receipt, "BatchSkipped").map((args) => args.id as Hex) };
  }

  async function receiptOf(data: string): Promise<TransactionReceipt> {
    try {
      const receipt = await (await signer.sendTransaction({ to: contract, data })).wait();
      if (!receipt) throw new Error("the transaction has no receipt");
      return receipt;
    } catch (error) {
      const refusal = refusalOfData(String((error as { data?: unknown }).data ?? ""));
      throw refusal ? new TraceError(refusal, { cause: error }) : error;
    }
  }

  function eventsOf({ logs }: TransactionReceipt, name: string): Record<string, unknown>[] {
    const topic = traceInterface.getEvent(name)?.topicHash;
    return logs
      .filter((log) => log.address.toLowerCase() === contract.toLowerCase() && log.topics[0] === topic)
      .map((log) => traceInterface.decodeEventLog(name, log.data, log.topics).toObject());
  }

  /** The one thing that signing asks the chain. */
  async function nextNonce(actor: string): Promise<number> {
    const { provider } = signer;
    if (!provider) throw new Error("the signer has no provider");
    const rpc: RpcCall = (_, [call]) => provider.call(call as { to: string; data: string });
    return (await contractReader(rpc, contract).accountOf(actor)).nextNonce;
  }

  async function signed(act: SignableAct | HandOverTerms, { deadline, nonce }: SigningOptions) {
    const actor = await address();
    const own = act.verb === "voidNonce" ? act.nonce : nonce;
    const scope = { actor, nonce: own ?? (await nextNonce(actor)), deadline };
    const { domain, types, values } = typedData(act, scope, deployment);
    return { ...scope, signature: await signer.signTypedData(domain, types, values) };
  }

  // Each function's own type is that of its name in DirectVerbs and SigningVerbs.
  const actOf = (verb: Verb, parameters: object) => ({ ...parameters, verb }) as SignableAct;
  const byVerb = VERBS.map((verb) => [
    verb,
    async (parameters: object) => send(callOf(actOf(verb, parameters), await address())),
  ]);
  const bySigning = VERBS.map((verb) => [
    `sign${verb.charAt(0).toUpperCase()}${verb.slice(1)}`,
    async (parameters: object, options: SigningOptions): Promise<SignedAct> => {
      const act = actOf(verb, parameters);
      return { act, ...(await signed(act, options)) };
    },
  ]);

  return {
    ...(Object.fromEntries(byVerb) as DirectVerbs),
    ...(Object.fromEntries(bySigning) as SigningVerbs),
    signHandOver: (terms, options) => signed({ ...terms, verb: "handOver" }, options),
    async bring(acts, gasEach = Math.max(...acts.map(({ act }) => gasFor(act)))) {
      const calls = acts.map((each) => ({ ...each, act: callOf(each.act, each.actor) }));
      const sent = await send(bringCall(calls, gasEach));
      const reasons = new Map(
        eventsOf(sent.receipt, "ActSkipped").map(({ act, reason }) => [Number(act), String(reason)]),
      );
      return {
        ...sent,
        landed: acts.filter((_, index) => !reasons.has(index)),
        skipped: acts.flatMap((each, index) => {
          const reason = reasons.get(index);
          return reason === undefined ? [] : [{ signed: each, refusal: refusalOfSkipped(reason) }];
        }),
      };
    },
  };
}

/** Gas that an act certainly finds enough, with a contract wallet's signature or two: only what it uses is paid for. */
function gasFor(act: SignableAct): number {
  const signatures = 1_000_000;
  switch (act.verb) {
    case "recordSeries":
      return signatures + 5_000 * act.digests.length;
    case "recallMany":
      return signatures + 40_000 * act.codes.length;
    case "takeMany":
      return signatures + 60_000 * act.batches.length;
    case "split":
      return signatures + 150_000 * act.parts.length;
    case "transform":
      // Each line names all that stands on the other side.
      return (
        signatures +
        100_000 * act.outputs.length +
        30_000 * act.inputs.length +
        700 * act.outputs.length * act.inputs.length
      );
    default:
      return signatures;
  }
}
