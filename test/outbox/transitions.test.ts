/**
 * Every way from one state of an operation to another, with a node that answers each of the calls on that way stale,
 * late, twice or not at all: the operation ends where it should, and its line is on chain exactly once.
 */
import { join } from "node:path";
import { type Contract, encodeBytes32String, hexlify, id, randomBytes } from "ethers";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Keys, openKeystore } from "../../chain/keystore.ts";
import { proposal } from "../../chain/outbox/proposals.ts";
import { createRelayer } from "../../chain/outbox/relayer.ts";
import { createSender, type Sender } from "../../chain/outbox/sender.ts";
import { RpcError, RpcUnavailable } from "../../chain/rpc.ts";
import type { LoggedOperation, OperationLog } from "../../domain/operations/operation-log.ts";
import type { Act, LineAct, OperationState } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { batchId } from "../../proof/hash.ts";
import { operationLog } from "../../store/operations/operations.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openTestMirror, type TestMirror } from "../support/mirror.ts";
import { FAULTS, type UnreliableNode, unreliableNode } from "./support/unreliable-node.ts";

const DEPTH = Number(process.env.TEST_DEPTH ?? 1);
const PRODUCER = 7;
/** What the producer's key is derived by. */
const KEY = String(PRODUCER);
const STRANGER = 8;
let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let keys: Keys;
let mirror: TestMirror;
let log: OperationLog;
let node: UnreliableNode;
let sender: Sender;
let wallet: { address: Hex; trace: Contract; sign: (operation: LoggedOperation) => Promise<Hex> };
let number = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
  keys = await openKeystore(join(folder.path, "keystore"), "a passphrase for tests", { scryptCost: 1024 });
  chain = await startTestChain({ admin: keys.admin.address, registrar: keys.relayer });
  mirror = await openTestMirror(chain, folder.path);
  log = operationLog(mirror.database);
  node = unreliableNode(chain.rpc);
  await (await chain.trace.getFunction("grantRole")(id("PRODUCER_ROLE"), keys.account(KEY).address)).wait();
  const { wallet: own, trace } = await chain.actor(0, "producer", "carrier");
  wallet = {
    address: own.address.toLowerCase() as Hex,
    trace,
    async sign({ typedData }) {
      const { EIP712Domain: _, ...types } = typedData?.types ?? {};
      return (await own.signTypedData(typedData?.domain ?? {}, types as never, typedData?.message ?? {})) as Hex;
    },
  };
  // Only the date is unreal: pauses between tries pass at once, while the chain goes on as it is.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterAll(async () => {
  vi.useRealTimers();
  await mirror?.close();
  await chain?.close();
  await folder?.close();
});

beforeEach(() => {
  const { chainId, contract, rpc } = { ...chain, rpc: node.rpc };
  const finalBlock = async () => Math.max(0, (await rpc.blockNumber()) - 3);
  const relayer = createRelayer(rpc, keys.relayer, chainId, contract);
  const deployment = { chainId, contract };
  const logger = pino({ level: "silent" });
  const keyIdOf = async () => KEY;
  sender = createSender({ rpc, keys, keyIdOf, deployment, log, relayer, logger, finalBlock, repriceAfter: 60_000 });
});

const digest = () => hexlify(randomBytes(32)) as Hex;
const newCode = () => `TRANSITION-${++number}`;
const create = (code: string): LineAct => ({ verb: "create", code, unit: "KGM", quantity: 1000n, digest: digest() });
const record = (code: string): LineAct => ({ verb: "record", code, kind: "processing", digest: digest() });

async function accept(act: Act, accountId: number | null = PRODUCER): Promise<string> {
  const isGrant = act.verb === "grantRole";
  const actor = isGrant || accountId === null ? null : (keys.account(KEY).address.toLowerCase() as Hex);
  const subject = isGrant
    ? { batchId: null, digest: null, actor, typedData: null }
    : { batchId: batchId(act.code), digest: act.digest, actor, typedData: null };
  return (await log.add(`operation-${++number}`, accountId, act, subject, undefined)).operation.id;
}

async function propose(act: LineAct): Promise<string> {
  const typedData = await proposal(act, { rpc: chain.rpc, deployment: chain });
  const subject = { batchId: batchId(act.code), digest: act.digest, actor: wallet.address, typedData };
  return (await log.add(`operation-${++number}`, STRANGER, act, subject, undefined)).operation.id;
}

/** The mirror and the sender take turns; what the node refuses is tried again, as the outbox's loop does. */
async function turn(): Promise<void> {
  vi.setSystemTime(Date.now() + 700);
  for (let steps = 0; steps < 50 && (await mirror.step()) === "advanced"; steps++);
  await sender.round().catch((error) => {
    if (!(error instanceof RpcUnavailable || error instanceof RpcError)) throw error;
  });
}

const stateOf = async (operation: string) => (await log.byId(operation))?.state;

async function until(operation: string, ...states: OperationState[]): Promise<void> {
  const seen: unknown[] = [];
  for (let turns = 0; turns < 120; turns++) {
    await turn();
    const state = await stateOf(operation);
    if (states.includes(state as OperationState)) return;
    seen.push(state);
  }
  throw new Error(`it never came to ${states.join(" or ")}: ${seen.slice(-8).join(", ")}`);
}

/** A batch whose creation is final: faults after it are the transition's own. */
async function finalBatch(): Promise<string> {
  const code = newCode();
  const operation = await accept(create(code));
  await until(operation, "mined");
  await chain.mine(4);
  await until(operation, "final");
  return code;
}

async function linesOf(act: LineAct): Promise<number> {
  const logs = await chain.rpc.call<{ data: string }[]>("eth_getLogs", [
    { address: chain.contract, fromBlock: "0x0", toBlock: "latest", topics: [null, batchId(act.code)] },
  ]);
  return logs.filter(({ data }) => data.includes(act.digest.slice(2))).length;
}

/** Nothing is mined while `act` sends; then, in one block, what pays most comes first. */
async function inOneBlock(act: () => Promise<void>): Promise<void> {
  await chain.rpc.call("evm_setAutomine", [false]);
  await act();
  await chain.rpc.call("evm_setAutomine", [true]);
  await chain.mine();
}

/** Another history from a snapshot on, longer than the one that it takes the place of. */
async function reorganise(fork: string): Promise<void> {
  const height = await chain.rpc.blockNumber();
  await chain.revert(fork);
  while ((await chain.rpc.blockNumber()) <= height) await chain.mine();
}

interface Transition {
  /** Brings an operation to where the transition begins. Gives what is called by its end, and how that is reached. */
  prepare(): Promise<() => Promise<void>>;
}

const TRANSITIONS: Record<string, Transition> = {
  "waiting → sent → mined": {
    async prepare() {
      const act = record(await finalBatch());
      return async () => {
        const operation = await accept(act);
        await until(operation, "mined", "final");
        expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "mined → final": {
    async prepare() {
      const act = record(await finalBatch());
      const operation = await accept(act);
      await until(operation, "mined");
      return async () => {
        await chain.mine(4);
        await until(operation, "final");
        expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "sent → waiting → mined, where another's line came first": {
    async prepare() {
      const code = await finalBatch();
      const [first, second] = [record(code), record(code)] as const;
      const operations = [await accept(first), await accept(second)];
      await inOneBlock(async () => {
        await turn();
        const price = { gasLimit: 200_000, maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 10n ** 11n };
        await wallet.trace.getFunction("record")(id(code), encodeBytes32String("transport"), digest(), price);
      });
      return async () => {
        for (const operation of operations) await until(operation, "mined", "final");
        expect([await linesOf(first), await linesOf(second)]).toEqual([1, 1]);
      };
    },
  },
  "mined → sent → mined, after a reorganisation": {
    async prepare() {
      const code = await finalBatch();
      const fork = await chain.snapshot();
      const acts = [record(code), create(newCode()), record(code)];
      for (const act of acts) await until(await accept(act), "mined");
      const operations = await Promise.all(acts.map((act) => mirrored(act)));
      await reorganise(fork);
      return async () => {
        for (const operation of operations) await untilLine(operation);
        for (const act of acts) expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "mined → sent → mined, under another number: the line before it is gone": {
    async prepare() {
      const code = await finalBatch();
      const fork = await chain.snapshot();
      await (await wallet.trace.getFunction("record")(id(code), encodeBytes32String("transport"), digest())).wait();
      const act = record(code);
      const operation = await accept(act);
      await until(operation, "mined");
      await reorganise(fork);
      return async () => {
        await untilLine(operation);
        expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "final → sent → final, where the chain lost what it called final": {
    async prepare() {
      const code = await finalBatch();
      const fork = await chain.snapshot();
      const act = record(code);
      const operation = await accept(act);
      await until(operation, "mined");
      await chain.mine(4);
      await until(operation, "final");
      await reorganise(fork);
      return async () => {
        await untilLine(operation);
        await chain.mine(4);
        await until(operation, "final");
        expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "waiting → failed": {
    async prepare() {
      const code = await finalBatch();
      return async () => {
        const act = create(code);
        const operation = await accept(act);
        await until(operation, "failed");
        expect((await log.byId(operation))?.errorCode).toBe("conflict");
        expect(await linesOf(act)).toBe(0);
      };
    },
  },
  "failed → mined, where its line appears all the same": {
    async prepare() {
      const act = record(await finalBatch());
      const operation = await accept(act);
      await inOneBlock(async () => {
        await turn();
        expect(await stateOf(operation)).toBe("sent");
        await log.fail(operation, "conflict", "thought to be refused");
      });
      return async () => {
        await until(operation, "mined", "final");
        expect((await log.byId(operation))?.error).toBeNull();
        expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "a grant: waiting → mined → final, and again after a reorganisation": {
    async prepare() {
      const address = hexlify(randomBytes(20)) as Hex;
      const grant: Act = { verb: "grantRole", role: "carrier", address };
      const held = () => chain.trace.getFunction("hasRole")(id("CARRIER_ROLE"), address);
      const fork = await chain.snapshot();
      const operation = await accept(grant, null);
      await until(operation, "mined");
      await reorganise(fork);
      expect(await held()).toBe(false);
      return async () => {
        for (let turns = 0; turns < 80 && !(await held()); turns++) await turn();
        expect(await held()).toBe(true);
        await chain.mine(4);
        await until(operation, "final");
      };
    },
  },
  "unsigned → waiting → mined, signed by its actor's own wallet": {
    async prepare() {
      const act: LineAct = { verb: "record", code: await finalBatch(), kind: "transport", digest: digest() };
      const operation = await propose(act);
      return async () => {
        await turn();
        expect(await stateOf(operation)).toBe("unsigned");
        await log.signed(operation, await wallet.sign((await log.byId(operation)) as LoggedOperation));
        await until(operation, "mined", "final");
        expect(await linesOf(act)).toBe(1);
      };
    },
  },
  "unsigned → waiting → failed, where another line has its number": {
    async prepare() {
      const code = await finalBatch();
      const act: LineAct = { verb: "record", code, kind: "transport", digest: digest() };
      const operation = await propose(act);
      await until(await accept(record(code)), "mined");
      return async () => {
        await log.signed(operation, await wallet.sign((await log.byId(operation)) as LoggedOperation));
        await until(operation, "failed");
        expect(await linesOf(act)).toBe(0);
      };
    },
  },
};

async function mirrored(act: LineAct): Promise<string> {
  const row = mirror.database.raw.prepare("select id from operations where digest = ?").get(act.digest);
  return (row as { id: string }).id;
}

/** Until its line is there again: before the mirror has seen the reorganisation it still shows the old one. */
async function untilLine(operation: string): Promise<void> {
  for (let steps = 0; steps < 50 && (await mirror.step()) !== "synced"; steps++);
  await until(operation, "mined", "final");
}

describe.each(Object.entries(TRANSITIONS))("%s", (_, transition) => {
  let methods: readonly string[] = [];

  test("with a node that answers", async () => {
    const walk = await transition.prepare();
    node.called();
    await walk();
    methods = node.called();
    expect(methods).toContain("eth_getTransactionCount");
  });

  test.each(FAULTS)("with a node whose answers are %s", async (fault) => {
    // All together, and in depth each alone as well.
    const rounds = [methods, ...(DEPTH > 1 ? methods.map((method) => [method]) : [])];
    for (const chosen of rounds) {
      const walk = await transition.prepare();
      node.arm(chosen, fault);
      await walk().catch((error) => {
        throw new Error(`${chosen.join(", ")}: ${error.message}`, { cause: error });
      });
      node.disarm();
    }
  });
});
