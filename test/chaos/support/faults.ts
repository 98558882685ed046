/** What can go wrong between a process and its node, one kind each. */
import { setTimeout as sleep } from "node:timers/promises";
import { Transaction } from "ethers";
import { quantity } from "../../../chain/rpc.ts";
import { askLagging } from "./lagging.ts";
import type { Answer, Call, Caller, Fault } from "./proxy.ts";
import type { Random } from "./random.ts";

/** A kind of fault. */
interface Kind {
  /** The calls that it can befall. */
  readonly methods: RegExp;
  readonly callers: readonly Caller[];
  /** The most calls in a row that it befalls. */
  readonly longest: number;
  /** Decide how it looks this time. */
  make(random: Random): (call: Call) => Promise<Answer>;
}

const ANY = /./;
const BOTH = ["api", "indexer"] as const;
const passed = async (call: Call): Promise<Answer> => ({ result: await call.pass() });

/** An error as nodes have them, some of which say that they have the transaction or its nonce already. */
const SEND_ERRORS = [
  { code: -32603, message: "internal error" },
  { code: -32000, message: "already known" },
  { code: -32003, message: "nonce too low" },
  { code: -32000, message: "replacement transaction underpriced" },
  { code: -32005, message: "rate limit exceeded" },
] as const;

/** All kinds by name. */
const KINDS = {
  refused: { methods: ANY, callers: BOTH, longest: 4, make: () => async () => "nothing" },
  "too many requests": {
    methods: ANY,
    callers: BOTH,
    longest: 4,
    make: () => async () => ({ status: 429, body: "Too Many Requests" }),
  },
  "error of the server": {
    methods: ANY,
    callers: BOTH,
    longest: 4,
    make: (random) => {
      const status = random.pick([500, 502, 503]);
      return async () => ({ status, body: "<html>Bad Gateway</html>" });
    },
  },
  "error of the node": {
    methods: ANY,
    callers: BOTH,
    longest: 2,
    make: () => async () => ({ error: { code: -32603, message: "internal error" } }),
  },
  "cut body": {
    methods: ANY,
    callers: BOTH,
    longest: 3,
    make: (random) => {
      const isWhole = random.chance(0.5);
      return async (call) => {
        const result = await call.pass();
        const text = JSON.stringify({ jsonrpc: "2.0", id: 1, result });
        return isWhole ? { status: 200, body: text.slice(0, text.length / 2) } : { cut: result };
      };
    },
  },
  "no answer": {
    methods: ANY,
    callers: BOTH,
    longest: 1,
    make: (random) => {
      const [wait, isPassed] = [random.between(200, 1_200), random.chance(0.5)];
      return async (call) => {
        if (isPassed) await call.pass();
        await sleep(wait);
        return "nothing";
      };
    },
  },
  "late answer": {
    methods: ANY,
    callers: BOTH,
    longest: 3,
    make: (random) => {
      const wait = random.between(20, 400);
      return async (call) => {
        const answer = await passed(call);
        await sleep(wait);
        return answer;
      };
    },
  },
  "asked twice": {
    methods: ANY,
    callers: BOTH,
    longest: 3,
    make: (random) => {
      const isFirst = random.chance(0.5);
      return async (call) => {
        const first = await passed(call);
        const second = await call.pass().then(
          (result): Answer => ({ result }),
          () => undefined,
        );
        return isFirst || !second ? first : second;
      };
    },
  },
  "lagging node": {
    methods: ANY,
    callers: BOTH,
    longest: 25,
    make: (random) => {
      const behind = random.between(1, 5);
      return async (call) => ({ result: await askLagging(call.ask, behind, call.method, call.parameters) });
    },
  },
  "simulation by a lagging node": {
    methods: /estimateGas|eth_call/,
    callers: ["api"],
    longest: 12,
    make: (random) => {
      const behind = random.between(1, 8);
      return async (call) => ({ result: await askLagging(call.ask, behind, call.method, call.parameters) });
    },
  },
  "answer of before": {
    methods: /eth_(?!sendRaw)/,
    callers: BOTH,
    longest: 6,
    make: (random) => {
      const ago = random.between(1, 12);
      return async ({ before, pass }) => {
        const answers = [...before];
        const now = await pass();
        return { result: answers.length === 0 ? now : answers[Math.max(0, answers.length - ago)] };
      };
    },
  },
  "no logs": { methods: /getLogs/, callers: BOTH, longest: 3, make: () => async () => ({ result: [] }) },
  "no receipt": {
    methods: /getTransactionReceipt/,
    callers: ["api"],
    longest: 4,
    make: () => async () => ({ result: null }),
  },
  "lower nonce": {
    methods: /getTransactionCount/,
    callers: ["api"],
    longest: 2,
    make: (random) => {
      const less = random.between(1, 3);
      return async (call) => ({ result: quantity(Math.max(0, Number(await call.pass()) - less)) });
    },
  },
  "state of the next block": {
    methods: /eth_call/,
    callers: BOTH,
    longest: 5,
    make: () => async (call) => {
      const [transaction, at] = call.parameters as [unknown, { blockHash?: string } | undefined];
      if (!at?.blockHash) return passed(call);
      return { result: await call.ask(call.method, [transaction, "latest"]) };
    },
  },
  "swallowed send": {
    methods: /sendRawTransaction/,
    callers: ["api"],
    longest: 3,
    make: () => async (call) => ({ result: Transaction.from(String(call.parameters[0])).hash }),
  },
  "send that fails and is done": {
    methods: /sendRawTransaction/,
    callers: ["api"],
    longest: 2,
    make: (random) => {
      const error = random.pick(SEND_ERRORS);
      return async (call) => {
        await call.pass().catch(() => undefined);
        return { error };
      };
    },
  },
  "send that fails": {
    methods: /sendRawTransaction/,
    callers: ["api"],
    longest: 2,
    make: (random) => {
      const error = random.pick(SEND_ERRORS);
      return async () => ({ error });
    },
  },
} satisfies Record<string, Kind>;

/** The names of all kinds. */
export const FAULT_NAMES = Object.keys(KINDS) as readonly (keyof typeof KINDS)[];

/** How many calls pass, at most, before a fault: the indexer has more of them than the API, and few are of one method. */
function patienceOf({ methods }: Kind, caller: Caller): number {
  if (methods !== ANY) return 3;
  return caller === "api" ? 25 : 60;
}

/** A fault of a kind: whom it befalls, after how many of its calls, and how many in a row. */
export function faultOf(name: keyof typeof KINDS, random: Random): Fault {
  const kind: Kind = KINDS[name];
  const caller = random.pick(kind.callers);
  let skip = random.below(patienceOf(kind, caller));
  let times = random.between(1, kind.longest);
  const apply = kind.make(random);
  return {
    name,
    takes(call) {
      if (times === 0 || call.caller !== caller || !kind.methods.test(call.method)) return false;
      if (skip-- > 0) return false;
      times--;
      return true;
    },
    apply,
  };
}

/** The calls of a process between which the world is changed. */
const PLACES = {
  api: [
    ANY,
    ANY,
    /getTransactionCount/,
    /estimateGas/,
    /sendRawTransaction/,
    /getTransactionReceipt/,
    /getBlock/,
    /eth_call/,
  ],
  indexer: [ANY, /blockNumber/, /getBlock/, /getLogs/, /eth_call/],
} as const;

/** Something that happens between two calls of a process: before one of them is passed on, or right after. */
export function betweenCalls(name: string, random: Random, happens: () => Promise<unknown>): Fault {
  const caller = random.pick(["api", "api", "indexer"] as const);
  const methods = random.pick<RegExp>(PLACES[caller]);
  let skip = random.below(methods === ANY ? 30 : 4);
  let isDone = false;
  const isBefore = random.chance(0.6);
  return {
    name,
    takes(call) {
      if (isDone || call.caller !== caller || !methods.test(call.method) || skip-- > 0) return false;
      isDone = true;
      return true;
    },
    async apply(call) {
      if (isBefore) await happens();
      const answer = await passed(call);
      if (!isBefore) await happens();
      return answer;
    },
  };
}
