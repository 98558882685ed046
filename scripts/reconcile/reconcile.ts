import type { Logger } from "pino";
import { fetchSize } from "../../indexer/fetch-size.ts";
import type { IndexerOptions } from "../../indexer/run.ts";
import { isWhole, readWholeChain } from "../../indexer/whole-chain.ts";
import { operationLog } from "../../store/operations/operations.ts";
import { CommandError } from "../deploy/command-error.ts";
import { type ChainLines, collectLines } from "./chain-lines.ts";
import { FINDINGS, type Finding, findingOf } from "./compare.ts";

/** How many operations are read at a time. */
const PAGE = 1_000;

/** The findings: ids of operations. */
export type Report = Readonly<Record<Finding, readonly string[]>>;

/** Options of reconciling. */
export interface ReconcileOptions extends Pick<IndexerOptions, "rpc" | "database" | "deployment" | "startBlock"> {
  readonly logger: Logger;
  /** Whether to only report what is wrong. */
  readonly isDryRun?: boolean;
  /** Called from time to time with the progress in blocks. */
  readonly onProgress?: (block: number, head: number) => void;
}

/**
 * Check every accepted write against the chain, read again from the contract's first block on, and repair: a write
 * reported as done without a line goes back to the outbox, and one with a line is marked as done. Throws a CommandError
 * if the node does not return every line.
 */
export async function reconcile(options: ReconcileOptions): Promise<Report> {
  const log = operationLog(options.database);
  const report = Object.fromEntries(Object.keys(FINDINGS).map((finding) => [finding, [] as string[]])) as Record<
    Finding,
    string[]
  >;
  // Operations first: a line that arrives meanwhile is then at worst one that its operation does not reflect yet.
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
  const whole = await readWholeChain({
    rpc,
    contract: deployment.contract,
    range: fetchSize(),
    logger,
    startBlock,
    onFacts: (facts) => add(facts.map(({ fact }) => fact)),
    onProgress,
  });
  if (isWhole(whole)) return lines;
  throw new CommandError(
    whole.lines === whole.state.lineCount
      ? "The node gives other lines than the contract wrote: try again, or another node"
      : `The contract has ${whole.state.lineCount} lines, the node gave ${whole.lines}: try again, or another node`,
  );
}
