/**
 * The outbox on a real database, with a mirror that is written by hand and a node that answers as it is told: for what
 * the outbox does in one certain situation.
 */

import { join } from "node:path";
import { hexlify, randomBytes, Transaction } from "ethers";
import pino from "pino";
import { performCall, type SignedCall, traceInterface } from "../../../chain/calls.ts";
import { refusalOf } from "../../../chain/contract-errors.ts";
import { type Keys, openKeystore } from "../../../chain/keystore.ts";
import { createRelayer } from "../../../chain/outbox/relayer.ts";
import type { SenderOptions } from "../../../chain/outbox/sender.ts";
import { subjectOf } from "../../../chain/outbox/subjects.ts";
import { quantity, RpcError, rpcOf } from "../../../chain/rpc.ts";
import { isOfficerAct } from "../../../domain/operations/act.ts";
import type {
  LoggedOperation,
  MirrorPosition,
  OperationLog,
  SignedScope,
} from "../../../domain/operations/operation-log.ts";
import type { Act, LineAct } from "../../../domain/operations/outbox.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { type Role, roleSet } from "../../../domain/shared/roles.ts";
import { batchId } from "../../../proof/hash.ts";
import type { Database } from "../../../store/database.ts";
import { operationLog } from "../../../store/operations/operations.ts";
import { openTestDatabase } from "../../support/database.ts";
import { temporaryFolder } from "../../support/folder.ts";

/** The account whose acts they are, and what its key is derived by. */
export const ACCOUNT = 7;
const KEY = "7";
const CONTRACT = `0x${"cc".repeat(20)}` as Hex;

/** What the node says. A test changes it as it goes. */
export interface Node {
  head: number;
  /** The relayer's next nonce in the latest block, and as of any other. */
  nonce: number;
  nonceAt: (block: number) => number | RpcError;
  /** The next nonce of any account on the contract. Those before it are used, but for `freeNonces`. */
  nextNonce: number;
  freeNonces: readonly number[];
  /** Why a call, or an act in one, would be refused; with the block's hash where it is asked as of a block. */
  refuses: (data: string, blockHash?: string) => RpcError | undefined;
  /** Why a transaction is not taken. */
  rejects: (sent: Transaction) => RpcError | undefined;
  /** What it was sent, oldest first. */
  readonly sent: Transaction[];
  /** The hashes of the blocks that it was asked about by them. */
  readonly askedAt: string[];
}

/** A bench of one's own. Close it in `afterAll`. */
export interface Bench {
  readonly database: Database;
  readonly log: OperationLog;
  readonly node: Node;
  readonly options: SenderOptions;
  readonly keys: Keys;
  /** The account's address. */
  readonly actor: Hex;
  /** Everything as at the beginning: no operation, an empty mirror at block 10 of which 5 are final, nonce 0. */
  reset(): void;
  accept(act: Act, accountId?: number | null): Promise<string>;
  operation(id: string): Promise<LoggedOperation>;
  stateOf(id: string): string;
  /** Write a transaction down, as if it were sent; gives its hash. */
  sign(nonce: number, operations: readonly string[], scope?: SignedScope | null, factor?: bigint): Promise<Hex>;
  setMirror(position: Partial<Omit<MirrorPosition, "blockHash">>): void;
  mirror(): Promise<MirrorPosition>;
  /** A line in the mirror: of an act, or a stranger's on a batch. Gives its number. */
  line(of: LineAct | string, place: { block: number; transaction?: Hex; actor?: Hex }): number;
  /** The mirror takes back what is after a block. */
  takeBack(block: number): void;
  /** A line of administration: that an account has these roles now. */
  rolesEvent(
    account: Hex,
    roles: readonly Role[],
    place: { block: number; transaction: Hex },
    validUntil?: number,
  ): void;
  /** Another: that the account's nonce is void. */
  voidEvent(nonce: number, block: number, account?: Hex): void;
  setRoles(address: Hex, current: Role[], ever?: Role[]): void;
  close(): Promise<void>;
}

/** A digest of nothing. */
export const digest = () => hexlify(randomBytes(32)) as Hex;
let count = 0;
/** A code that no other batch has. */
export const newCode = () => `BENCH-${++count}`;
export const create = (code: string): LineAct => ({
  verb: "create",
  open: true,
  code,
  unit: "KGM",
  quantity: 1n,
  digest: digest(),
});
export const record = (code: string): LineAct => ({ verb: "record", code, kind: "transport", digest: digest() });
export const grant = (address: Hex): Act => ({ verb: "grantRole", role: "carrier", address });

/** A refusal by the contract, as a node tells it. */
export function refusal(name: string): RpcError {
  const inputs = traceInterface.getError(name)?.inputs ?? [];
  const values = inputs.map(({ type }) => {
    if (type.startsWith("bytes")) return `0x${"11".repeat(Number(type.slice(5)))}`;
    return type === "address" ? CONTRACT : 1;
  });
  return new RpcError(3, "execution reverted", traceInterface.encodeErrorResult(name, values));
}

/** Start a bench. */
export async function startBench(): Promise<Bench> {
  const folder = await temporaryFolder();
  const database = await openTestDatabase(join(folder.path, "suyuan.sqlite"));
  const { raw } = database;
  const keys = await openKeystore(join(folder.path, "keystore"), "a passphrase for tests", { scryptCost: 1024 });
  const actor = keys.account(KEY).address.toLowerCase() as Hex;
  const log = operationLog(database);

  /** Never the same again, as of a real mirror. */
  let generation = 0;
  const node = { sent: [], askedAt: [] } as unknown as Node;
  const rpc = rpcOf(async <T>(method: string, [first, second]: readonly unknown[]) => {
    const orThrow = (error: unknown) => {
      if (error instanceof Error) throw error;
      return error as T;
    };
    switch (method) {
      case "eth_blockNumber":
        return quantity(node.head) as T;
      case "eth_getBlockByNumber": {
        const number = first === "latest" ? node.head : Number(first);
        const timestamp = quantity(Math.floor(Date.now() / 1000));
        return { number: quantity(number), hash: hashOf(number), parentHash: hashOf(number - 1), timestamp } as T;
      }
      case "eth_maxPriorityFeePerGas":
        return "0x1" as T;
      case "eth_getTransactionCount": {
        const answer = second === "latest" ? node.nonce : node.nonceAt(Number(second));
        return orThrow(typeof answer === "number" ? quantity(answer) : answer);
      }
      case "eth_estimateGas":
        return orThrow(refusalIn(answerTo((first as { data: string }).data)) ?? "0x5208");
      case "eth_call": {
        const { to, data } = first as { to?: string; data: string };
        // Without a recipient a wallet is asked, of which there is none here.
        if (to === undefined) return `0x${"0".repeat(64)}` as T;
        if (data.startsWith(ACCOUNT_OF)) return accountOf(node) as T;
        const { blockHash } = second as { blockHash?: string };
        if (blockHash) node.askedAt.push(blockHash);
        return orThrow(answerTo(data, blockHash));
      }
      case "eth_sendRawTransaction": {
        const transaction = Transaction.from(String(first));
        const rejected = node.rejects(transaction);
        if (!rejected) node.sent.push(transaction);
        return orThrow(rejected ?? transaction.hash);
      }
      default:
        throw new Error(`this node knows no ${method}`);
    }
  });
  const refusalIn = (answer: unknown) => (answer instanceof RpcError ? answer : undefined);

  /** What a call gives back: of acts that are brought, which of them are skipped. */
  function answerTo(data: string, blockHash?: string): string | RpcError {
    const call = traceInterface.parseTransaction({ data });
    if (call?.name === "multicall") {
      const answers = (call.args[0] as readonly string[]).map((one) => answerTo(one, blockHash));
      const refused = answers.find(refusalIn);
      return refused ?? traceInterface.encodeFunctionResult("multicall", [answers]);
    }
    if (call?.name !== "bring") return node.refuses(data, blockHash) ?? "0x";
    // What no contract says is said of the whole call.
    const whole = node.refuses(data, blockHash);
    if (whole && !refusalOf(whole)) return whole;
    const skipped = (call.args[0] as readonly SignedCall[]).map((one) => node.refuses(performCall(one), blockHash));
    const bits = skipped.reduce((set, refused, index) => (refused ? set | (1n << BigInt(index)) : set), 0n);
    return traceInterface.encodeFunctionResult("bring", [bits]);
  }
  const relayer = createRelayer(rpc, keys.relayer, 31_337, CONTRACT);
  const options: SenderOptions = {
    rpc,
    keys,
    keyIdOf: async () => KEY,
    deployment: { chainId: 31_337, contract: CONTRACT },
    log,
    relayer,
    logger: pino({ level: "silent" }),
    finalBlock: async () => Math.max(0, node.head - 5),
    repriceAfter: 60_000,
  };

  const bench: Bench = {
    database,
    log,
    node,
    options,
    keys,
    actor,
    reset() {
      for (const table of [
        "operation_subjects",
        "operations",
        "transactions",
        "transaction_operations",
        "facts",
        "batches",
        "account_roles",
      ]) {
        raw.prepare(`delete from ${table}`).run();
      }
      raw.prepare("delete from cursor").run();
      bench.setMirror({ block: 10, finalBlock: 5, isComplete: true });
      node.sent.length = node.askedAt.length = 0;
      const [nonceAt, nothing] = [() => 0, () => undefined];
      Object.assign(node, {
        head: 10,
        nonce: 0,
        nextNonce: 0,
        freeNonces: [],
        nonceAt,
        refuses: nothing,
        rejects: nothing,
      });
    },
    async accept(act, accountId = isOfficerAct(act) ? null : ACCOUNT) {
      const own = accountId === null ? null : actor;
      const subject = subjectOf(act, own);
      return (await log.add(`operation-${++count}`, accountId, act, subject, undefined)).operation.id;
    },
    operation: async (id) => (await log.byId(id)) as LoggedOperation,
    stateOf: (id) => String(raw.prepare("select state from operations where id = ?").pluck().get(id)),
    async sign(nonce, operations, scope = null, factor = 100n) {
      const signed = await relayer.sign(digest(), nonce, 100_000n, factor);
      await log.sign(
        signed,
        operations.map((id) => ({ id, scope })),
      );
      return signed.hash;
    },
    setMirror(position) {
      const { block = 10, finalBlock = 5, isComplete = true } = position;
      raw
        .prepare(
          `insert into cursor (id, generation, chain_id, contract, genesis_hash, block_number, block_hash, final_block, line,
           synced_at) values (1, ?, 31337, ?, '0x00', ?, ?, ?, 0, ?) on conflict do update set generation =
           excluded.generation, block_number = excluded.block_number, block_hash = excluded.block_hash,
           final_block = excluded.final_block, synced_at = excluded.synced_at`,
        )
        .run(++generation, CONTRACT, block, hashOf(block), finalBlock, isComplete ? 1 : 0);
    },
    mirror: async () => (await log.mirror()) as MirrorPosition,
    line(of, { block, transaction = digest(), actor: by = typeof of === "string" ? CONTRACT : actor }) {
      const code = typeof of === "string" ? of : of.code;
      const id = batchId(code);
      const seq = Number(raw.prepare("select coalesce(max(seq), 0) + 1 from facts where batch_id = ?").pluck().get(id));
      raw
        .prepare(
          `insert into facts (block_number, log_index, block_hash, transaction_hash, event, args, batch_id, seq, actor, digest, line)
           select ?, count(*), ?, ?, 'Recorded', '{}', ?, ?, ?, ?, count(line) + 1 from facts`,
        )
        .run(block, hashOf(block), transaction, id, seq, by, typeof of === "string" ? digest() : of.digest);
      writeSeq(code, seq);
      moved();
      return seq;
    },
    takeBack(block) {
      raw.prepare("delete from facts where block_number > ?").run(block);
      const seqOf = raw.prepare("select coalesce(max(seq), 0) from facts where batch_id = ?").pluck();
      for (const { id, code } of raw.prepare("select id, code from batches").all() as { id: string; code: string }[]) {
        writeSeq(code, Number(seqOf.get(id)));
      }
      moved();
    },
    rolesEvent(account, roles, place, validUntil = 0) {
      administration("RolesSet", { account, roles: roleSet(...roles), validUntil }, place);
    },
    voidEvent(nonce, block, account = actor) {
      administration("NonceVoided", { actor: account, nonce }, { block, transaction: digest() });
    },
    setRoles(address, current, ever = current) {
      raw
        .prepare("insert or replace into account_roles values (?, ?, ?, 0)")
        .run(address, roleSet(...current), roleSet(...ever));
      moved();
    },
    async close() {
      await database.close();
      await folder.close();
    },
  };

  function administration(event: string, args: object, { block, transaction }: { block: number; transaction: Hex }) {
    raw
      .prepare(
        `insert into facts (block_number, log_index, block_hash, transaction_hash, event, args, line)
         select ?, count(*), ?, ?, ?, ?, count(line) + 1 from facts`,
      )
      .run(block, hashOf(block), transaction, event, JSON.stringify(args));
    moved();
  }

  /** As the indexer does with all that it writes. */
  const moved = () => raw.prepare("update cursor set generation = ?").run(++generation);

  function writeSeq(code: string, seq: number): void {
    raw
      .prepare(
        `insert into batches (id, trace_id, code, unit, quantity, custodian, seq, status, head, described_by, created_at,
         updated_at, state, search) values (?, ?, ?, 'KGM', '1', '0x', ?, 'active', '0x', 1, 0, 0, 'created', '')
         on conflict (id) do update set seq = excluded.seq`,
      )
      .run(batchId(code), code, code, seq);
  }

  bench.reset();
  return bench;
}

/** What begins a question about an account. */
const ACCOUNT_OF = traceInterface.getFunction("accountOf")?.selector ?? "";

function accountOf({ nextNonce, freeNonces }: Node): string {
  const used = (1n << BigInt(Math.min(nextNonce, 120))) - 1n;
  const window = freeNonces.reduce((set, nonce) => set & ~(1n << BigInt(nextNonce - 1 - nonce)), used);
  return traceInterface.encodeFunctionResult("accountOf", [[0, 0, 0, nextNonce, window]]);
}

const hashOf = (block: number) => `0x${block.toString(16).padStart(64, "0")}` as Hex;
