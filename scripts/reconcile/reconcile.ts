import type { Logger } from "pino";
import { fetchSize } from "../../indexer/fetch-size.ts";
import { rangeFacts } from "../../indexer/read-chain.ts";
import type { IndexerOptions } from "../../indexer/run.ts";
import { keccak256Text } from "../../proof/hash.ts";
import { operationLog } from "../../store/operations/operations.ts";
import { CommandError } from "../deploy/command-error.ts";
import { type ChainLines, collectLines } from "./chain-lines.ts";
import { FINDINGS, type Finding, findingOf } from "./compare.ts";

/** How many operations are read at a time. */
const PAGE = 1_000;

/** What was found: the ids of the operations. */
export type Report = Readonly<Record<Finding, readonly string[]>>;

/** What is reconciled, and how. */
export interface ReconcileOptions extends Pick<IndexerOptions, "rpc" | "database" | "deployment" | "startBlock"> {
  readonly logger: Logger;
  /** Whether what is wrong is only told. */
  readonly isDryRun?: boolean;
  /** Told from time to time: how far the chain was read, in blocks. */
  readonly onProgress?: (block: number, head: number) => void;
}

/**
 * Hold every accepted write against the chain, read anew from the contract's first block on, and mend: what was told as
 * done and has no line goes back to the outbox, and what has one is told so. Throws a CommandError where the node does
 * not give every line.
 */
export async function reconcile(options: ReconcileOptions): Promise<Report> {
  const log = operationLog(options.database);
  const report = Object.fromEntries(Object.keys(FINDINGS).map((finding) => [finding, [] as string[]])) as Record<
    Finding,
    string[]
  >;
  // First the operations: a line that comes meanwhile is then at worst one that its operation does not tell of yet.
  const operations = [];
  for (let after = 0; ; ) {
    const page = await log.after(after, PAGE);
    operations.push(...page);
    const last = page.at(-1);
    if (!last) break;
    after = last.number;
  }
  const lines = await readLines(options);
  for (const operation of operations) report[findingOf(operation, lines)].push(operation.id);
  const wrong = [...report.lost, ...report.untold];
  if (wrong.length > 0 && !options.isDryRun) await log.lookAgain(wrong);
  return report;
}

async function readLines(options: ReconcileOptions): Promise<ChainLines> {
  const { rpc, deployment, startBlock, logger, onProgress } = options;
  const { add, lines } = collectLines();
  const range = fetchSize();
  const head = await rpc.blockNumber();
  for (let from = startBlock; from <= head; ) {
    const to = Math.min(head, from + range.size - 1);
    const facts = await rangeFacts({ rpc, contract: deployment.contract, range, logger }, from, to);
    if (!facts) continue;
    add(facts);
    onProgress?.(to, head);
    from = to + 1;
  }
  const data = keccak256Text("lineCount()").slice(0, 10);
  const count = Number(BigInt(await rpc.call<string>("eth_call", [{ to: deployment.contract, data }, "latest"])));
  // More may have come since the head was asked for; fewer were never given.
  if (count < lines.count || (count > lines.count && (await rpc.blockNumber()) === head)) {
    throw new CommandError(`The contract has ${count} lines, the node gave ${lines.count}: try again, or another node`);
  }
  return lines;
}
