/** The whole mirror against the contract's chain of lines, by the logs of the auditor's node. */

import { type ChainLine, latestBlock, readChainLines } from "../../../proof/chain-lines.ts";
import type { ContractReader, RpcCall } from "../../../proof/contract-reader.ts";
import { EMPTY_HEAD, leafOf, nextChain } from "../../../proof/head.ts";
import type { LinesPage, MirroredLine } from "../node/network.ts";

/** What is compared. */
export interface MirrorCheck {
  readonly rpc: RpcCall;
  readonly reader: Pick<ContractReader, "state">;
  readonly contract: string;
  /** How many lines the mirror has, as it said before this began. */
  readonly mirrored: number;
  readonly readLines: (after: number) => Promise<LinesPage>;
  readonly signal: AbortSignal;
  readonly report: (progress: MirrorProgress) => void;
}

/** How far it came. */
export interface MirrorProgress {
  readonly block: number;
  readonly last: number;
  readonly lines: number;
}

/** A line that the mirror has otherwise than the node. */
export interface Difference {
  readonly line: number;
  /** As the node tells; undefined where it has no such line. */
  readonly onChain: MirroredLine | undefined;
  /** As the mirror tells; undefined where it has no such line. */
  readonly mirrored: MirroredLine | undefined;
}

/** What came of it. */
export interface MirrorVerdict {
  readonly lines: number;
  /** The chain over all lines, as computed from the node's logs, and as the contract has it. */
  readonly computed: string;
  readonly onChain: string;
  /** Whether the node's logs are all lines of the contract: if not, it hides or changes some. */
  readonly isNodeWhole: boolean;
  /** The first line in which both differ; undefined if none does. */
  readonly difference: Difference | undefined;
  /** How many lines the mirror has not reached yet. */
  readonly behind: number;
}

/**
 * Hold every line of the mirror, administration included, against the node's logs, and these against the contract's own chain.
 * What is written meanwhile is not looked at. Throws a `NodeFault` where the node gives no logs, and where the server does not
 * answer.
 */
export async function compareMirror(check: MirrorCheck): Promise<MirrorVerdict> {
  const { rpc, contract, mirrored: told, signal, report } = check;
  const { lineCount, chain: onChain } = await check.reader.state();
  const mirror = mirroredLines(check.readLines);
  const begun = await mirror.next();
  const last = await latestBlock(rpc);
  let [chain, lines]: [string, number] = [EMPTY_HEAD, 0];
  let row = begun.value;
  let difference: Difference | undefined;
  let isOrdered = true;
  // A block told too late is found by what it leaves out: the chain over all lines is another one then.
  const query = { contract, first: row?.blockNumber ?? last, last, signal };
  for await (const { lines: some, block } of readChainLines(rpc, query)) {
    for (const line of some) {
      if (lines === lineCount) break;
      lines++;
      chain = nextChain(chain, leafOf(line.log));
      isOrdered &&= Number(line.args.line) === lines;
      const found = asMirrored(line, chain);
      // A line that the mirror reached only since is missed by nobody.
      const isSameHere = row ? isSame(row, found) : lines > told;
      if (!difference && !isSameHere) difference = { line: lines, onChain: found, mirrored: row };
      row = row && (await mirror.next()).value;
    }
    report({ block, last, lines });
    if (lines === lineCount) break;
  }
  const reached = Math.min(told, lineCount);
  if (!difference && told > lines) difference = { line: lines + 1, onChain: undefined, mirrored: row };
  const isNodeWhole = isOrdered && lines === lineCount && chain === onChain;
  return { lines, computed: chain, onChain, isNodeWhole, difference, behind: lineCount - reached };
}

async function* mirroredLines(readLines: MirrorCheck["readLines"]): AsyncGenerator<MirroredLine, undefined> {
  for (let after: number | null = 0; after !== null; ) {
    const { data, meta }: LinesPage = await readLines(after);
    yield* data;
    after = meta.nextAfter;
  }
  return undefined;
}

/** A line of the node's as the mirror would tell it. */
function asMirrored({ log, event, args }: ChainLine, chain: string): MirroredLine {
  const isOfBatch = args.seq !== undefined;
  return {
    line: Number(args.line),
    event,
    batchId: isOfBatch ? String(args.id) : null,
    seq: isOfBatch ? Number(args.seq) : null,
    timestamp: Number(args.timestamp),
    blockNumber: log.blockNumber,
    transactionHash: log.transactionHash,
    chain,
  };
}

function isSame(one: MirroredLine, other: MirroredLine): boolean {
  return (Object.keys(other) as (keyof MirroredLine)[]).every((name) => one[name] === other[name]);
}
