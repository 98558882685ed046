/** Verification of a period's export: each of its proofs, and that no line of the period is left out. */
import { latestBlock, NodeFault, readChainLines } from "./chain-lines.ts";
import { type Check, notShown, type ProofVerdict } from "./check.ts";
import type { FetchBytes } from "./check-documents.ts";
import { encodeLog } from "./codec.ts";
import { type ContractReader, contractReader, type RpcCall } from "./contract-reader.ts";
import { type ExportHeader, type ExportLine, exportHeaderSchema, exportLineSchema, isProof } from "./export.ts";
import { EMPTY_HEAD, leafOf, nextChain } from "./head.ts";
import type { Hex } from "./hex.ts";
import { verifyProof } from "./verify.ts";

/** The most missing lines that are named one by one. */
const NAMED_GAPS = 50;

/** What verification needs from outside. */
export interface VerifyExportOptions {
  /** A node: of the reader's choice, or the one that the export proposes. */
  readonly rpcOf: (proposed: string) => RpcCall;
  /** The contract to ask; by default the one that the export names. */
  readonly contract?: string | undefined;
  readonly fetchBytes: FetchBytes;
  readonly signal?: AbortSignal;
  /** Called after each batch. */
  readonly onBatch?: (batch: ExportedBatch) => void;
}

/** How one batch came out. */
export interface ExportedBatch {
  readonly code: string;
  readonly verdict: ProofVerdict;
  /** The first check that failed. */
  readonly fault?: Check | undefined;
}

/**
 * What an export can fail by as a whole. `not-an-export`; `malformed-line`: a line that no chain could hold; `left-out`: lines of
 * the period that the file does not show; `other-chain`: the node is of another chain; `no-answer`: it could not be asked;
 * `not-on-chain`: the contract's chain is another one; `more-before`, `more-after`: the period has lines outside of the file.
 */
export type ExportFault =
  | "not-an-export"
  | "malformed-line"
  | "left-out"
  | "other-chain"
  | "no-answer"
  | "not-on-chain"
  | "more-before"
  | "more-after";

/** What came of it. */
export interface ExportVerdict {
  readonly verdict: ProofVerdict;
  readonly header: ExportHeader | undefined;
  readonly batches: readonly ExportedBatch[];
  readonly faults: readonly ExportFault[];
  /** Numbers of lines that the file does not show; some of them. */
  readonly missing: readonly number[];
}

/** Lines by their numbers. */
type Shown = Map<number, { readonly leaf: Hex; readonly timestamp: number }>;

/**
 * Verify an export, record by record. Never throws for anything that a file or a node can contain; rejects with an `AbortError`
 * once the signal is aborted.
 */
export async function verifyExport(
  records: AsyncIterable<unknown> | Iterable<unknown>,
  options: VerifyExportOptions,
): Promise<ExportVerdict> {
  const batches: ExportedBatch[] = [];
  const shown: Shown = new Map();
  const faults = new Set<ExportFault>();
  let header: ExportHeader | undefined;
  let rpc: RpcCall | undefined;
  for await (const record of records) {
    if (options.signal?.aborted) throw new DOMException("aborted", "AbortError");
    if (!header || !rpc) {
      const parsed = exportHeaderSchema.safeParse(record);
      if (!parsed.success) return notAnExport();
      header = parsed.data;
      rpc = options.rpcOf(header.chain.rpcUrl);
    } else if (isProof(record)) {
      const batch = await verifyOne(record, rpc, header, options, shown);
      batches.push(batch);
      options.onBatch?.(batch);
    } else if (!take(shown, exportLineSchema.safeParse(record).data)) faults.add("malformed-line");
  }
  if (!header || !rpc) return notAnExport();
  const missing = missingIn(header, shown);
  for (const fault of missing.length > 0 ? (["left-out"] as const) : await faultsOf(header, shown, rpc, options)) {
    faults.add(fault);
  }
  return { verdict: verdictOf(batches, faults), header, batches, faults: [...faults], missing };
}

const notAnExport = (): ExportVerdict => ({
  verdict: "failed",
  header: undefined,
  batches: [],
  faults: ["not-an-export"],
  missing: [],
});

/** What is left out is withheld as a rule: it is told, and makes the whole incomplete. */
function verdictOf(batches: readonly ExportedBatch[], faults: ReadonlySet<ExportFault>): ProofVerdict {
  const isFailed = batches.some(({ verdict }) => verdict === "failed") || [...faults].some((one) => one !== "left-out");
  if (isFailed) return "failed";
  return faults.size > 0 || batches.some(({ verdict }) => verdict === "incomplete") ? "incomplete" : "verified";
}

async function verifyOne(
  record: unknown,
  rpc: RpcCall,
  { chain }: ExportHeader,
  { contract = chain.contract, fetchBytes }: VerifyExportOptions,
  shown: Shown,
): Promise<ExportedBatch> {
  const code = String((record as { batch?: { code?: unknown } }).batch?.code).slice(0, 200);
  const { verdict, checks, proof } = await verifyProof(record, { code, rpc, contract, fetchBytes });
  for (const line of proof?.lines ?? []) take(shown, line);
  const fault = verdict === "failed" ? checks.find(({ outcome }) => outcome === "failed") : notShown(checks)[0];
  return { code, verdict, fault };
}

/** Whether a line is one that a chain could hold. */
function take(shown: Shown, line: ExportLine | undefined): boolean {
  if (!line) return false;
  try {
    const leaf = leafOf(encodeLog(line.event, line.args));
    shown.set(Number(line.args.line), { leaf, timestamp: Number(line.args.timestamp) });
    return true;
  } catch {
    return false;
  }
}

function missingIn({ first, last }: ExportHeader, shown: Shown): number[] {
  const missing: number[] = [];
  for (let line = first; line <= last && missing.length < NAMED_GAPS; line++) if (!shown.has(line)) missing.push(line);
  return missing;
}

/** Holds the lines shown, and those that the node tells after them, against the contract's own chain. */
async function faultsOf(
  header: ExportHeader,
  shown: Shown,
  rpc: RpcCall,
  { contract = header.chain.contract, signal }: VerifyExportOptions,
): Promise<readonly ExportFault[]> {
  const { first, last, before, after, since, until } = header;
  let chain: string = first === 1 ? EMPTY_HEAD : before;
  for (let line = first; line <= last; line++) chain = nextChain(chain, shown.get(line)?.leaf as Hex);
  if (chain !== after) return ["not-on-chain"];
  const faults: ExportFault[] = [];
  // The line before the period is shown too, unless there is none.
  if (first > 1 && (shown.get(first)?.timestamp ?? since) >= since) faults.push("more-before");
  try {
    const reader = contractReader(rpc, contract);
    if ((await reader.chainId()) !== header.chain.chainId) return ["other-chain"];
    const later = await laterLines(header, chain, rpc, reader, { contract, signal });
    if (!later.isOnChain) faults.push("not-on-chain");
    if (later.next !== undefined && later.next < until) faults.push("more-after");
  } catch (error) {
    if (signal?.aborted) throw error;
    faults.push("no-answer");
  }
  return faults;
}

/**
 * Goes on from the last line exported to the contract's chain as it is now: it commits to all lines, and so to those of the file.
 * Gives also when the next line was written.
 */
async function laterLines(
  { last, lastBlock }: ExportHeader,
  exported: string,
  rpc: RpcCall,
  reader: ContractReader,
  asked: { readonly contract: string; readonly signal?: AbortSignal | undefined },
): Promise<{ readonly isOnChain: boolean; readonly next: number | undefined }> {
  const state = await reader.state();
  let [chain, line]: [string, number] = [exported, last];
  let next: number | undefined;
  const { contract, signal } = asked;
  const query = { contract, first: lastBlock, last: await latestBlock(rpc), ...(signal && { signal }) };
  if (query.last < lastBlock) throw new NodeFault("the node has not reached the block of the last line");
  for await (const { lines } of readChainLines(rpc, query)) {
    for (const { log, args } of lines) {
      if (Number(args.line) <= last || line === state.lineCount) continue;
      line++;
      next ??= Number(args.timestamp);
      chain = nextChain(chain, leafOf(log));
    }
  }
  return { isOnChain: line === state.lineCount && chain === state.chain, next };
}
