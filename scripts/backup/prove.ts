/** Checks a mirror against its chain: every batch's head in SQL must equal the contract's, or lead to it. */
import SQLite from "better-sqlite3";
import { createRpc, quantity, type RpcLog } from "../../chain/rpc.ts";
import { keccak256Text } from "../../proof/hash.ts";
import { EMPTY_HEAD, leafOf, nextHead } from "../../proof/head.ts";
import { CommandError } from "../deploy/command-error.ts";
import { callMany } from "./rpc-batch.ts";

/** The result of checking a mirror against its chain. */
export interface MirrorProof {
  /** Batches in SQL. */
  readonly batches: number;
  /** Those whose head is the contract's. */
  readonly equal: number;
  /** Those whose head leads to the contract's through lines that the mirror does not have yet. */
  readonly behind: number;
  /** The first few codes of those for which neither holds. */
  readonly wrong: readonly string[];
  readonly wrongCount: number;
  /** Lines that the contract has and the mirror lacks. */
  readonly missingLines: number;
  /** Blocks by which the chain is ahead. */
  readonly missingBlocks: number;
  /** Whether the chain was reorganised before the mirror's block. */
  readonly reorganised: boolean;
}

const BATCH = 100;

interface CursorRow {
  chain_id: number;
  contract: string;
  genesis_hash: string;
  block_number: number;
  block_hash: string;
  final_block: number;
  line: number;
}

interface BatchRow {
  id: string;
  code: string;
  head: string;
}

/** Check a database against the node at `url`. Throws a CommandError if the node is on another chain, or lags. */
export async function proveMirror(
  file: string,
  url: string,
  onProgress: (batches: number) => void,
): Promise<MirrorProof> {
  const database = new SQLite(file, { fileMustExist: true, readonly: true });
  try {
    return await prove(database, url, onProgress);
  } finally {
    database.close();
  }
}

async function prove(
  database: SQLite.Database,
  url: string,
  onProgress: (batches: number) => void,
): Promise<MirrorProof> {
  const rpc = createRpc(url);
  const cursor = database.prepare<[], CursorRow>("select * from cursor").get();
  if (!cursor)
    throw new CommandError("The mirror in this backup has not begun: there is nothing to hold against the chain");
  const [chainId, genesis, code] = await Promise.all([
    rpc.call<string>("eth_chainId", []),
    rpc.block(0),
    rpc.call<string>("eth_getCode", [cursor.contract, "latest"]),
  ]);
  if (Number(chainId) !== cursor.chain_id || genesis?.hash !== cursor.genesis_hash || code === "0x") {
    throw new CommandError(
      `The node is of another chain than the backup's chain ${cursor.chain_id}, or has no contract there`,
    );
  }
  const head = await rpc.block("latest");
  if (!head || head.number < cursor.block_number) {
    throw new CommandError(
      `The node stands at block ${head?.number}, before the backup's block ${cursor.block_number}`,
    );
  }
  // All views as of one block, however the chain advances.
  const view = (data: string) => ({
    method: "eth_call",
    params: [{ to: cursor.contract, data }, { blockHash: head.hash }],
  });
  const reorganised = (await rpc.block(cursor.block_number))?.hash !== cursor.block_hash;
  const [state = "0x"] = await callMany<string>(url, [view(selector("state()"))]);
  // The chain, how many lines it has, and whether writing is stopped: a word each.
  const missingLines = Number(BigInt(`0x${state.slice(66, 130)}`)) - cursor.line;

  const counts = { batches: 0, equal: 0, behind: 0, wrongCount: 0, wrong: [] as string[] };
  const page = database.prepare<[string], BatchRow>(
    `select id, code, head from batches where id > ? order by id limit ${BATCH}`,
  );
  for (let rows = page.all(""); rows.length > 0; rows = page.all((rows.at(-1) as BatchRow).id)) {
    const heads = await callMany<string>(
      url,
      rows.map((row) => view(selector("headOf(bytes32)") + row.id.slice(2))),
    );
    for (const [index, row] of rows.entries()) {
      const onChain = heads[index]?.toLowerCase();
      counts.batches += 1;
      if (row.head === onChain) counts.equal += 1;
      else if ((await headReached(row)) === onChain) counts.behind += 1;
      else {
        counts.wrongCount += 1;
        if (counts.wrong.length < 5) counts.wrong.push(row.code);
      }
    }
    onProgress(counts.batches);
  }
  return { ...counts, missingLines, missingBlocks: head.number - cursor.block_number, reorganised };

  /** The head that the chain's own later lines lead to, from the mirror's head. */
  async function headReached(row: BatchRow): Promise<string> {
    const { contract, final_block, block_number } = cursor as CursorRow;
    // After a reorganisation only final lines still have to match: the indexer reads the rest again.
    const from = reorganised ? final_block : block_number;
    const last = database
      .prepare<[string, number], string>(
        "select head from facts where batch_id = ? and block_number <= ? and head is not null order by seq desc limit 1",
      )
      .pluck()
      .get(row.id, from);
    const [later] = await callMany<RpcLog[]>(url, [
      {
        method: "eth_getLogs",
        params: [
          {
            address: contract,
            topics: [null, row.id],
            fromBlock: quantity(from + 1),
            toBlock: quantity((head as { number: number }).number),
          },
        ],
      },
    ]);
    const start = reorganised ? (last ?? EMPTY_HEAD) : row.head;
    return (later ?? []).reduce(
      (reached, { topics, data }) => nextHead(reached, leafOf({ topics: [...topics], data })),
      start,
    );
  }
}

function selector(signature: string): string {
  return keccak256Text(signature).slice(0, 10);
}
