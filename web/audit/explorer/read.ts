/** Blocks and transactions as the node tells them. */
import * as z from "zod/mini";
import { logSchema, NodeFault, toQuantity } from "../../../proof/chain-lines.ts";
import type { RpcCall } from "../../../proof/contract-reader.ts";

const hex = z.string().check(z.regex(/^0x[0-9a-f]*$/i));
const number = z.pipe(hex, z.transform(Number));

const blockSchema = z.nullable(
  z.object({ number, hash: hex, parentHash: hex, timestamp: number, transactions: z.array(hex) }),
);

const transactionSchema = z.nullable(
  z.object({
    hash: hex,
    from: hex,
    to: z.nullable(hex),
    nonce: number,
    input: hex,
    blockNumber: z.nullable(number),
  }),
);

const receiptSchema = z.nullable(z.object({ status: number, gasUsed: number, logs: z.array(logSchema) }));

/** A block; null where the node has none of this number. */
export type Block = z.infer<typeof blockSchema>;

/** Ask for a block. Throws a `NodeFault`. */
export const readBlock = async (rpc: RpcCall, at: number): Promise<Block> =>
  parsed(blockSchema, await asked(rpc, "eth_getBlockByNumber", [toQuantity(at), false]));

/** Ask for a transaction and what came of it; null where the node has no such one. Throws a `NodeFault`. */
export async function readTransaction(rpc: RpcCall, hash: string) {
  const transaction = parsed(transactionSchema, await asked(rpc, "eth_getTransactionByHash", [hash]));
  if (!transaction) return null;
  const receipt = parsed(receiptSchema, await asked(rpc, "eth_getTransactionReceipt", [hash]));
  return { transaction, receipt };
}

async function asked(rpc: RpcCall, method: string, parameters: readonly unknown[]): Promise<unknown> {
  try {
    return await rpc(method, parameters);
  } catch (error) {
    throw new NodeFault((error as Error).message, { cause: error });
  }
}

function parsed<Schema extends z.core.$ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
  // Nodes leave out what there is not, or say null.
  const result = z.safeParse(schema, answer ?? null);
  if (result.success) return result.data;
  throw new NodeFault(`the node’s answer has no ${result.error.issues[0]?.path.join(".")}`);
}
