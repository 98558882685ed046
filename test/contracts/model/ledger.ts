/** The contract as a test drives it: acts are sent or brought, and heads and the chain refolded from the logs alone. */
import { type HDNodeWallet, id, Transaction } from "ethers";
import { expect } from "vitest";
import { bringCall, callOf, type SignedCall, signedCall, traceInterface } from "../../../chain/calls.ts";
import { refusalOf, refusalOfSkipped } from "../../../chain/contract-errors.ts";
import type { RpcLog } from "../../../chain/rpc.ts";
import type { SignatureScope } from "../../../chain/typed-data.ts";
import type { SignableAct } from "../../../domain/operations/act.ts";
import { type DecodedEvent, decodeLog } from "../../../proof/codec.ts";
import { EMPTY_HEAD, leafOf, nextChain, nextHead } from "../../../proof/head.ts";
import type { Hex } from "../../../proof/hex.ts";
import type { TestChain } from "../../support/chain.ts";

/** What a transaction left on chain. */
export interface Left {
  readonly lines: readonly DecodedEvent[];
  /** Ids of the batches that acts on many left out. */
  readonly leftOut: readonly string[];
  /** Why acts failed: the name of the contract's error, by the act's place. */
  readonly errors: ReadonlyMap<number, string>;
}

const topicOf = (event: string) => traceInterface.getEvent(event)?.topicHash as string;
const ACT_SKIPPED = topicOf("ActSkipped");
const BATCH_SKIPPED = topicOf("BatchSkipped");
const GAS_EACH = 4_000_000;

/** A chain whose every line is folded as it comes. */
export class TestLedger {
  readonly chain: TestChain;
  readonly wallets: ReadonlyMap<string, HDNodeWallet>;
  /** Heads by batch id. */
  readonly heads = new Map<string, Hex>();
  folded: Hex = EMPTY_HEAD;
  lines = 0;
  private readonly nonces = new Map<string, number>();

  constructor(chain: TestChain, wallets: ReadonlyMap<string, HDNodeWallet>) {
    this.chain = chain;
    this.wallets = wallets;
  }

  /** Folds what was written before: the officers' roles. */
  async begin(): Promise<readonly DecodedEvent[]> {
    const filter = { address: this.chain.contract, fromBlock: "0x0" };
    return this.fold(await this.chain.rpc.call<RpcLog[]>("eth_getLogs", [filter]));
  }

  /** An act in its actor's own name. */
  async act(act: SignableAct, actor: string): Promise<Left> {
    const sent = await this.send(actor, callOf(act, actor));
    return typeof sent === "string" ? { lines: [], leftOut: [], errors: new Map([[0, sent]]) } : this.read(sent);
  }

  /** Acts that were signed, in one transaction of somebody else. */
  async bring(bringer: string, acts: readonly SignedCall[]): Promise<Left> {
    const sent = await this.send(bringer, bringCall(acts, GAS_EACH));
    if (typeof sent === "string") throw new Error(`bringing failed: ${sent}`);
    return this.read(sent);
  }

  /** A call of administration; gives its lines. */
  async administer(from: string, name: string, parameters: readonly unknown[]): Promise<readonly DecodedEvent[]> {
    const sent = await this.send(from, traceInterface.encodeFunctionData(name, [...parameters]));
    if (typeof sent === "string") throw new Error(`${name} failed: ${sent}`);
    return this.fold(sent);
  }

  sign(act: SignableAct, scope: SignatureScope, signer: string): Promise<SignedCall> {
    return signedCall(act, scope, this.chain, this.wallets.get(signer) as HDNodeWallet);
  }

  /** Checks what one call proves a whole mirror against, and the heads of these batches. */
  async check(codes: Iterable<string>): Promise<void> {
    const { chain, lineCount } = await this.chain.trace.getFunction("state")();
    expect([chain, Number(lineCount)]).toEqual([this.folded, this.lines]);
    for (const code of codes) {
      expect(await this.chain.trace.getFunction("headOf")(id(code)), code).toBe(this.heads.get(id(code)));
    }
  }

  private read(logs: readonly RpcLog[]): Left {
    const skipped = logs
      .filter((log) => log.topics[0] === ACT_SKIPPED)
      .map((log) => {
        const { act, reason } = traceInterface.decodeEventLog("ActSkipped", log.data, [...log.topics]).toObject();
        return [Number(act), refusalOfSkipped(String(reason)).name] as const;
      });
    const leftOut = logs.filter((log) => log.topics[0] === BATCH_SKIPPED).map((log) => String(log.topics[2]));
    return { lines: this.fold(logs), leftOut, errors: new Map(skipped) };
  }

  private fold(logs: readonly RpcLog[]): DecodedEvent[] {
    const lines: DecodedEvent[] = [];
    for (const log of logs) {
      const line = decodeLog(log);
      if (!line) continue;
      const leaf = leafOf(log);
      this.folded = nextChain(this.folded, leaf);
      this.lines++;
      expect(Number(line.args.line)).toBe(this.lines);
      if (line.args.seq !== undefined) {
        const batch = String(line.args.id);
        this.heads.set(batch, nextHead(this.heads.get(batch) ?? EMPTY_HEAD, leaf));
      }
      lines.push(line);
    }
    return lines;
  }

  /** Sends call data in somebody's name. Gives the logs, or the name of the error that the contract refused it with. */
  private async send(from: string, data: string): Promise<RpcLog[] | string> {
    const { chain } = this;
    const wallet = this.wallets.get(from) as HDNodeWallet;
    const nonce = this.nonces.get(from) ?? Number(await chain.rpc.call("eth_getTransactionCount", [from, "latest"]));
    const fees = { maxFeePerGas: 10n ** 11n, maxPriorityFeePerGas: 1n };
    const fields = { type: 2, chainId: chain.chainId, to: chain.contract, nonce, gasLimit: 15_000_000n };
    const raw = await wallet.signTransaction({ ...fields, data, ...fees });
    this.nonces.set(from, nonce + 1);
    try {
      await chain.rpc.call("eth_sendRawTransaction", [raw]);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      return refusal.name;
    }
    const { hash } = Transaction.from(raw);
    return (await chain.rpc.call<{ logs: RpcLog[] }>("eth_getTransactionReceipt", [hash])).logs;
  }
}
