/**
 * The sender on a real chain, with the real mirror: in steps, on a node that can be made to fail. Nothing but the date is
 * unreal, so that pauses between tries pass at once.
 */
import { join } from "node:path";
import { type Contract, type HDNodeWallet, hexlify, id, randomBytes, Transaction } from "ethers";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { type SignedCall, traceInterface } from "../../../chain/calls.ts";
import { openKeystore } from "../../../chain/keystore.ts";
import { proposal } from "../../../chain/outbox/proposals.ts";
import { createRelayer } from "../../../chain/outbox/relayer.ts";
import { createSender, type Sender, type SenderOptions } from "../../../chain/outbox/sender.ts";
import { subjectOf } from "../../../chain/outbox/subjects.ts";
import { RpcError, RpcUnavailable } from "../../../chain/rpc.ts";
import { isOfficerAct } from "../../../domain/operations/act.ts";
import type { LoggedOperation, OperationLog } from "../../../domain/operations/operation-log.ts";
import type { Act, LineAct, OperationState } from "../../../domain/operations/outbox.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { batchId } from "../../../proof/hash.ts";
import { operationLog } from "../../../store/operations/operations.ts";
import { startTestChain, type TestChain } from "../../support/chain.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { openTestMirror, type TestMirror } from "../../support/mirror.ts";
import { type UnreliableNode, unreliableNode } from "./unreliable-node.ts";

const PRODUCER = 7;
/** What the producer's key is derived by. */
const KEY = String(PRODUCER);
const STRANGER = 8;

/** What a transaction pays that comes first in its block. */
export const FIRST = { gasLimit: 1_000_000, maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 10n ** 11n };

/** Somebody who calls the contract directly. */
export interface DirectUser {
  readonly address: Hex;
  readonly trace: Contract;
}

/** The stage of one file. */
export interface Stage {
  readonly chain: TestChain;
  readonly mirror: TestMirror;
  readonly log: OperationLog;
  readonly node: UnreliableNode;
  readonly options: SenderOptions;
  /** The account whose key is kept here, as it acts from another device. */
  readonly producer: DirectUser;
  /** Who holds its own key; it is a producer and carrier. */
  readonly wallet: DirectUser & { sign(id: string): Promise<Hex> };
}

let number = 0;
export const digest = () => hexlify(randomBytes(32)) as Hex;
export const newCode = () => `STAGE-${++number}`;
export const create = (code: string): LineAct => ({
  verb: "create",
  code,
  unit: "KGM",
  quantity: 1000n,
  open: true,
  digest: digest(),
});
export const record = (code: string): LineAct => ({ verb: "record", code, kind: "processing", digest: digest() });

/** Set the stage for the tests of one file; a sender that has forgotten everything begins each of them. */
export function setStage() {
  const stage = {} as { -readonly [Part in keyof Stage]: Stage[Part] };
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let sender: Sender;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const keys = await openKeystore(join(folder.path, "keystore"), "a passphrase for tests", { scryptCost: 1024 });
    const chain = await startTestChain({ admin: keys.admin().address, registrar: keys.relayer });
    const mirror = await openTestMirror(chain, folder.path);
    const log = operationLog(mirror.database);
    const node = unreliableNode(chain.rpc);
    const { chainId, contract } = chain;
    const { wallet, trace } = await chain.actor(0, "producer", "carrier");
    const key = keys.account(KEY).connect(wallet.provider) as HDNodeWallet;
    await (await chain.trace.getFunction("grantRole")(id("PRODUCER_ROLE"), key.address)).wait();
    await chain.rpc.call("hardhat_setBalance", [key.address, "0x3635c9adc5dea00000"]);
    Object.assign(stage, {
      chain,
      mirror,
      log,
      node,
      options: {
        rpc: node.rpc,
        keys,
        keyIdOf: async () => KEY,
        deployment: { chainId, contract },
        log,
        relayer: createRelayer(node.rpc, keys.relayer, chainId, contract),
        logger: pino({ level: "silent" }),
        finalBlock: async () => Math.max(0, (await node.rpc.blockNumber()) - 3),
        repriceAfter: 60_000,
      },
      producer: { address: key.address.toLowerCase() as Hex, trace: chain.trace.connect(key) as Contract },
      wallet: {
        address: wallet.address.toLowerCase() as Hex,
        trace,
        async sign(operation: string) {
          const { typedData } = (await log.byId(operation)) as LoggedOperation;
          const { EIP712Domain: _, ...types } = typedData?.types ?? {};
          return wallet.signTypedData(typedData?.domain ?? {}, types as never, typedData?.message ?? {});
        },
      },
    });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  });
  afterAll(async () => {
    vi.useRealTimers();
    await stage.mirror?.close();
    await stage.chain?.close();
    await folder?.close();
  });
  beforeEach(() => {
    sender = createSender(stage.options);
  });

  async function accept(act: Act): Promise<string> {
    const { log, producer } = stage;
    const [accountId, actor] = isOfficerAct(act) ? [null, null] : [PRODUCER, producer.address];
    const subject = subjectOf(act, actor);
    return (await log.add(`operation-${++number}`, accountId, act, subject, undefined)).operation.id;
  }

  /** An act that the wallet is asked to sign. */
  async function propose(act: LineAct): Promise<string> {
    const { log, wallet, chain } = stage;
    const typedData = await proposal(act, wallet.address, { rpc: chain.rpc, deployment: chain, log });
    const subject = subjectOf(act, wallet.address, typedData);
    return (await log.add(`operation-${++number}`, STRANGER, act, subject, undefined)).operation.id;
  }

  /** Mirror and sender take turns; what the node refuses is tried again, as the outbox's loop does. */
  async function turn(): Promise<void> {
    vi.setSystemTime(Date.now() + 700);
    for (let steps = 0; steps < 50 && (await stage.mirror.step()) === "advanced"; steps++);
    await sender.round().catch((error) => {
      if (!(error instanceof RpcUnavailable || error instanceof RpcError)) throw error;
    });
  }

  /** Turns until something is so of an operation, with so many blocks between them. */
  async function untilSo(id: string, isSo: (operation: LoggedOperation) => boolean, blocks = 0): Promise<void> {
    const seen: unknown[] = [];
    for (let turns = 0; turns < 120; turns++) {
      await turn();
      const operation = (await stage.log.byId(id)) as LoggedOperation;
      if (isSo(operation)) return;
      seen.push(operation.state);
      await stage.chain.mine(blocks);
    }
    throw new Error(`it never came to that: ${seen.slice(-8).join(", ")}`);
  }
  const until = (id: string, ...states: OperationState[]) => untilSo(id, ({ state }) => states.includes(state));
  /** The same while blocks become final. */
  const untilFinal = (id: string, ...states: OperationState[]) => untilSo(id, ({ state }) => states.includes(state), 1);

  /** Until its line is there again: before the mirror has seen the reorganisation it still shows the old one. */
  async function untilLine(operation: string): Promise<void> {
    for (let steps = 0; steps < 50 && (await stage.mirror.step()) !== "synced"; steps++);
    await until(operation, "mined", "final");
  }

  /** A batch whose creation is final: faults after it are the transition's own. */
  async function finalBatch(): Promise<string> {
    const code = newCode();
    await untilFinal(await accept(create(code)), "final");
    return code;
  }

  async function linesOf(act: LineAct): Promise<number> {
    const { rpc, contract } = stage.chain;
    const logs = await rpc.call<{ data: string }[]>("eth_getLogs", [
      { address: contract, fromBlock: "0x0", toBlock: "latest", topics: [null, batchId(act.code)] },
    ]);
    return logs.filter(({ data }) => data.includes(act.digest.slice(2))).length;
  }

  /** Nothing is mined while `act` sends; then, in one block, what pays most comes first. */
  async function inOneBlock(act: () => Promise<unknown>): Promise<void> {
    const { rpc } = stage.chain;
    await rpc.call("evm_setAutomine", [false]);
    await act();
    await rpc.call("evm_setAutomine", [true]);
    await stage.chain.mine();
  }

  /** An operation is sent, and in its block somebody else acts first. */
  async function overtaken(operation: string, act: (price: typeof FIRST) => Promise<unknown>): Promise<void> {
    await inOneBlock(async () => {
      await until(operation, "sent");
      await act(FIRST);
    });
  }

  /** Another history from a snapshot on, longer than the one that it takes the place of. */
  async function reorganise(fork: string): Promise<void> {
    const { chain } = stage;
    const height = await chain.rpc.blockNumber();
    await chain.revert(fork);
    while ((await chain.rpc.blockNumber()) <= height) await chain.mine();
  }

  /** The call by which the relayer sent an operation last, and the signed acts in it. */
  function sentCall(operation: string): { data: string; acts: readonly SignedCall[] } {
    const raw = stage.mirror.database.raw
      .prepare(
        `select raw from transactions join transaction_operations on transaction_id = id
         where operation_id = ? order by id desc limit 1`,
      )
      .pluck()
      .get(operation) as string;
    const { data } = Transaction.from(raw);
    const acts = (traceInterface.parseTransaction({ data })?.args[0] ?? []) as readonly SignedCall[];
    return {
      data,
      acts: acts.map(({ act, actor, nonce, deadline, signature }) => ({ act, actor, nonce, deadline, signature })),
    };
  }

  return {
    stage: stage as Stage,
    accept,
    propose,
    turn,
    until,
    untilFinal,
    untilLine,
    untilSo,
    finalBatch,
    linesOf,
    inOneBlock,
    overtaken,
    reorganise,
    sentCall,
  };
}
