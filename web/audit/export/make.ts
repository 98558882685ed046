/** A period's export, made in the browser of what this server shows to anybody and of the node's logs. */
import { type ChainLine, readChainLines } from "../../../proof/chain-lines.ts";
import { EXPORT_FORMAT, type ExportHeader, type ExportLine } from "../../../proof/export.ts";
import { EMPTY_HEAD } from "../../../proof/head.ts";
import { NoSuchProof } from "../../../proof/lineage.ts";
import { proofOf } from "../../shopper/origins.ts";
import type { Desk } from "../app/context.ts";
import { codesOf } from "../chain/find.ts";
import { type MirroredLine, readLines, readNetwork } from "../node/network.ts";

/** The most batches of one export: all of it stands in the browser's memory. */
export const MOST_EXPORTED = 5_000;

/** Lines of blocks from the one moment on and before the other, in seconds. */
export interface Period {
  readonly since: number;
  readonly until: number;
}

/** How far it came. */
export interface ExportProgress {
  readonly batches: number;
  readonly all: number;
}

/** An export: the texts of its records, each with its line's end; or why there is none. */
export type MadeExport =
  | { readonly state: "empty" | "too-many" }
  | { readonly state: "made"; readonly texts: readonly string[]; readonly batches: number; readonly withheld: number };

/** Make it. Throws where the server or the node do not answer. */
export async function makeExport(
  desk: Pick<Desk, "rpc" | "settings">,
  { since, until }: Period,
  signal: AbortSignal,
  report: (progress: ExportProgress) => void,
): Promise<MadeExport> {
  const network = await readNetwork();
  const all = network.mirror?.lines ?? 0;
  const begin = await firstSince(since, all);
  const end = (await firstSince(until, all)) - 1;
  if (end < begin) return { state: "empty" };
  // With the line before the period, which shows that there is no earlier one in it.
  const first = Math.max(1, begin - 1);
  const [firstLine, lastLine] = await Promise.all([lineAt(first), lineAt(end)]);
  const before = first === 1 ? EMPTY_HEAD : (await lineAt(first - 1)).chain;
  const range = { contract: desk.settings.contract, first: firstLine.blockNumber, last: lastLine.blockNumber, signal };
  const lines: ChainLine[] = [];
  for await (const { lines: some } of readChainLines(desk.rpc, range)) lines.push(...some);
  const own = lines.filter(({ args }) => Number(args.line) >= first && Number(args.line) <= end);
  const ids = [...new Set(own.filter(({ args }) => Number(args.line) >= begin).flatMap(batchOf))];
  if (ids.length > MOST_EXPORTED) return { state: "too-many" };

  const { chainId, contract, rpcUrl, explorerUrl } = network;
  const header: ExportHeader = {
    format: EXPORT_FORMAT,
    chain: { chainId, contract, rpcUrl, explorerUrl },
    since,
    until,
    first,
    last: end,
    lastBlock: lastLine.blockNumber,
    before,
    after: lastLine.chain,
  };
  const alone = own.filter((line) => batchOf(line).length === 0 || Number(line.args.line) < begin);
  const texts = [header, ...alone.map(({ event, args }): ExportLine => ({ event, args }))].map(textOf);
  const codes = await codesOf(desk, ids);
  let batches = 0;
  let asked = 0;
  for (const code of codes.values()) {
    if (signal.aborted) throw new DOMException("aborted", "AbortError");
    try {
      texts.push(textOf(await proofOf(code, false)));
      batches++;
    } catch (error) {
      if (!(error instanceof NoSuchProof)) throw error;
    }
    report({ batches: ++asked, all: codes.size });
  }
  return { state: "made", texts, batches, withheld: ids.length - batches };
}

const textOf = (record: unknown) => `${JSON.stringify(record)}\n`;

/** The batch of a line, in a list; none where it is of administration. */
const batchOf = ({ args }: ChainLine): readonly string[] => (args.seq === undefined ? [] : [String(args.id)]);

/** The number of the first line of a block from a moment on; one more than all where there is none. */
async function firstSince(moment: number, all: number): Promise<number> {
  let [low, high] = [1, all + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await lineAt(middle)).timestamp < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function lineAt(number: number): Promise<MirroredLine> {
  const found = (await readLines({ after: number - 1, limit: 1 })).data[0];
  if (found?.line !== number) throw new Error(`this server has no line ${number}`);
  return found;
}
