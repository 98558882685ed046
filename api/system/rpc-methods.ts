/** What is passed on to the node: only what verification needs, with every parameter checked and the cost bounded. */
import { z } from "zod";
import { topicOf } from "../../proof/codec.ts";
import type { RpcRequest } from "../options.ts";

/** The most gas that a call may use: the contract's views use some ten thousand. */
const GAS = 10_000_000;
/** The most blocks in a query for logs. */
export const MAXIMUM_BLOCKS = 2_000;
/** The longest call data, in hex digits: a Merkle proof over a long series has some thousand. */
const MAXIMUM_DATA = 16_384;

/** Events by which an account's names and roles, or a batch's code, are known. */
const RARE: ReadonlySet<unknown> = new Set(
  ["AccountDescribed", "RolesSet", "Created", "SplitOff", "Produced"].map(topicOf),
);

const quantity = z.string().regex(/^0x(0|[1-9a-f][0-9a-f]{0,15})$/i);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/i);
const address = z.string().regex(/^0x[0-9a-f]{40}$/i);
const tag = z.enum(["latest", "finalized", "safe", "earliest"]);
const block = z.union([quantity, tag]);
const data = z
  .string()
  .max(2 + MAXIMUM_DATA)
  .regex(/^0x([0-9a-f]{2})*$/i);
const topic = z.union([hash, z.null()]);

/** Where a block's number has to be looked up. */
export type HeadOf = (tag: "latest" | "finalized" | "safe") => Promise<number>;

interface Method {
  /** What it costs, in calls of the cheapest kind. */
  readonly cost: number;
  /** The parameters to pass on; throws a `ParametersRefused` for what is not passed on. */
  readonly parameters: (given: readonly unknown[], contract: string, headOf: HeadOf) => Promise<readonly unknown[]>;
}

/** Parameters that are not passed on, and why. */
export class ParametersRefused extends Error {
  override readonly name = "ParametersRefused";
}

function read<T extends z.ZodType>(schema: T, given: readonly unknown[]): z.output<T> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.join(".") || "list";
  throw new ParametersRefused(`The parameters are not passed on: ${where} is not what this method takes here`);
}

/** A method whose parameters are passed on as they are, once they are of this form. */
const plain = (schema: z.ZodType<readonly unknown[]>): Method => ({
  cost: 1,
  parameters: async (given) => read(schema, given),
});

function requireContract(given: string, contract: string): void {
  if (given.toLowerCase() === contract) return;
  throw new ParametersRefused("Only calls and logs of the traceability contract are passed on");
}

const callSchema = z.union([
  z.tuple([
    z.strictObject({ to: address, from: address.optional(), gas: quantity.optional(), data, input: data.optional() }),
  ]),
  z.tuple([
    z.strictObject({
      to: address,
      from: address.optional(),
      gas: quantity.optional(),
      data: data.optional(),
      input: data.optional(),
    }),
    block,
  ]),
]);

const call: Method = {
  cost: 1,
  async parameters(given, contract) {
    const to = (given[0] as { to?: unknown } | undefined)?.to;
    // A call without one would deploy its data as a contract and run it.
    if (typeof to !== "string") throw new ParametersRefused("Only calls of the traceability contract are passed on");
    requireContract(to, contract);
    const [asked, at = "latest"] = read(callSchema, given);
    const { from, data: sent = asked.input ?? "0x" } = asked;
    if (asked.input !== undefined && asked.input !== sent) throw new ParametersRefused("Data and input differ");
    const gas = Math.min(Number(asked.gas ?? GAS), GAS);
    return [{ to, ...(from ? { from } : {}), data: sent, gas: `0x${gas.toString(16)}` }, at];
  },
};

const logsSchema = z.tuple([
  z.strictObject({
    address: z.union([address, z.tuple([address])]).transform((one) => (typeof one === "string" ? one : one[0])),
    topics: z
      .array(z.union([topic, z.array(topic).max(50)]))
      .max(4)
      .optional(),
    fromBlock: block.optional(),
    toBlock: block.optional(),
    blockHash: hash.optional(),
  }),
]);

const logs: Method = {
  cost: 10,
  async parameters(given, contract, headOf) {
    const from = (given[0] as { address?: unknown } | undefined)?.address;
    if (from === undefined) throw new ParametersRefused("Only logs of the traceability contract are passed on");
    const [{ fromBlock, toBlock, blockHash, ...filter }] = read(logsSchema, given);
    requireContract(filter.address, contract);
    if (blockHash !== undefined) {
      if (fromBlock ?? toBlock) throw new ParametersRefused("Logs are of one block by its hash, or of a range");
      return [{ ...filter, blockHash }];
    }
    const [first, last] = await Promise.all([fromBlock, toBlock].map((one) => numberOf(one ?? "latest", headOf)));
    const count = (last as number) - (first as number) + 1;
    if (count < 1 || (count > MAXIMUM_BLOCKS && !isOfSubjects(filter.topics))) {
      throw new ParametersRefused(`Logs are looked for in 1 to ${MAXIMUM_BLOCKS} blocks at a time`);
    }
    const [fromNumber, toNumber] = [first, last].map((number) => `0x${(number as number).toString(16)}`);
    return [{ ...filter, fromBlock: fromNumber, toBlock: toNumber }];
  },
};

/** Whether logs are rare ones of named accounts or batches alone: nodes find them by their own indexes. */
function isOfSubjects(topics: z.output<typeof logsSchema>[0]["topics"] = []): boolean {
  const [events, subjects] = topics.map((one) => (Array.isArray(one) ? one : [one]));
  const isNamed = (subject: unknown) => typeof subject === "string";
  return !!events?.length && events.every((event) => RARE.has(event)) && !!subjects?.length && subjects.every(isNamed);
}

async function numberOf(named: z.output<typeof block>, headOf: HeadOf): Promise<number> {
  if (named === "earliest") return 0;
  return named === "latest" || named === "finalized" || named === "safe" ? headOf(named) : Number(named);
}

const code: Method = {
  cost: 1,
  async parameters(given, contract) {
    const [of, at = "latest"] = read(z.union([z.tuple([address]), z.tuple([address, block])]), given);
    requireContract(of, contract);
    return [of, at];
  },
};

/** Without the transactions themselves: of a large block they are megabytes. */
const blockOf = (name: z.ZodType<string>): Method => ({
  cost: 1,
  async parameters(given) {
    const [of] = read(z.union([z.tuple([name]), z.tuple([name, z.literal(false)])]), given);
    return [of, false];
  },
});

const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    eth_chainId: plain(z.tuple([])),
    eth_blockNumber: plain(z.tuple([])),
    eth_call: call,
    eth_getBlockByNumber: blockOf(block),
    eth_getBlockByHash: blockOf(hash),
    eth_getLogs: logs,
    eth_getTransactionByHash: plain(z.tuple([hash])),
    eth_getTransactionReceipt: plain(z.tuple([hash])),
    eth_getCode: code,
  }),
);

/**
 * The parameters to pass on; undefined for a method that is not passed on. Throws `ParametersRefused` for parameters that
 * are not.
 */
export async function parametersOf(
  { method, params }: Pick<RpcRequest, "method" | "params">,
  contract: string,
  headOf: HeadOf,
): Promise<readonly unknown[] | undefined> {
  return METHODS.get(method)?.parameters(params, contract, headOf);
}

/** What a call costs, whatever it is. */
export function costOf(call: unknown): number {
  const method = (call as { method?: unknown } | null)?.method;
  return (typeof method === "string" && METHODS.get(method)?.cost) || 1;
}
