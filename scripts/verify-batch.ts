/**
 * `npm run verify -- <code> [--lineage] [--api URL] [--proof FILE] [--rpc URL] [--contract ADDRESS]`
 * `npm run verify -- --reading FILE [--rpc URL] [--contract ADDRESS]`
 * `npm run verify -- --export FILE [--rpc URL] [--contract ADDRESS]`
 * `npm run verify -- --all [--rpc URL]`
 *
 * Verifies a batch, or one reading of a sensor, against the chain from a terminal, with the same code as the shopper's
 * browser; a period's export; or this installation's whole mirror. Exits with 0 if all is shown and genuine, with 2 if some is not shown, with 1 if anything
 * failed, and names what.
 */
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { PROJECT_FOLDER, readSettings } from "../config/settings.ts";
import { NOTICES, noticesOf } from "../domain/names/notices.ts";
import { unitSign } from "../domain/records/reading-units.ts";
import { standingOf } from "../domain/records/standing.ts";
import { JsonFault, parseJsonBytes } from "../domain/shared/bounded-json.ts";
import { onTerminal, visible } from "../domain/shared/foreign-text.ts";
import { batchIdOfTomato } from "../domain/shared/identifiers.ts";
import { skeletonOf } from "../domain/shared/skeleton.ts";
import { boundedJson, PROOF_BOUNDS } from "../proof/answer.ts";
import { CHECKS, type Check, notShown, type ProofVerdict, proofVerdict } from "../proof/check.ts";
import { checkReading } from "../proof/check-reading.ts";
import { httpRpc } from "../proof/contract-reader.ts";
import { erasuresIn } from "../proof/erasures.ts";
import { NoSuchProof } from "../proof/lineage.ts";
import { describeCheck, type Language } from "../proof/messages.ts";
import { describeName } from "../proof/name-messages.ts";
import type { LineName } from "../proof/names.ts";
import { patiently } from "../proof/patience.ts";
import { type Proof, proofSchema } from "../proof/proof.ts";
import { readingProofSchema } from "../proof/reading-proof.ts";
import { verifyProof } from "../proof/verify.ts";
import { readArguments } from "./verify/arguments.ts";
import { reportExport } from "./verify/export.ts";
import { reportLineage } from "./verify/lineage.ts";
import { reportReadings } from "./verify/readings.ts";
import { TEXTS } from "./verify/texts.ts";
import { inUtf8 } from "./verify/utf8.ts";

const USAGE = `Usage: npm run verify -- <code> [--lineage] [--api URL] [--proof FILE] [--rpc URL] [--contract ADDRESS]

  --code=CODE         the code, where it begins with two dashes
  --lineage           also what the batch was made of, near and far
  --api URL           ask this instance for the proof (default: the local one)
  --proof FILE        take the proof from a file instead
  --rpc URL           ask this JSON-RPC endpoint, not the one that the proof names
  --contract ADDRESS  ask this contract, not the one that the proof names

       npm run verify -- --reading FILE [--rpc URL] [--contract ADDRESS]

  --reading FILE      one reading of a sensor, as GET …/readings/{seq}/{index}/proof gave it

       npm run verify -- --export FILE [--rpc URL] [--contract ADDRESS]

  --export FILE       a period's export, as /audit/export makes it

       npm run verify -- --all [--rpc URL]

  --all               the whole mirror in DATA_DIR, every line of administration included, against the contract's chain
  --rpc URL           by the logs of this node (default: the one that the mirror reads)`;

/** What the terminal's caller is given: also an incomplete proof has nothing wrong in it, but is not all. */
const EXIT_CODES: Readonly<Record<ProofVerdict, number>> = { verified: 0, failed: 1, incomplete: 2 };

/** Of how many lines by one author the numbers are shown. */
const NAMED_LINES = 20;

/** Verification is impossible because something cannot be fetched. */
class VerifyError extends Error {}

const language: Language = (process.env.LC_ALL ?? process.env.LANG ?? "").startsWith("zh") ? "zh" : "en";
const texts = TEXTS[language];

async function main(): Promise<ProofVerdict> {
  const { options: values, codes } = parseArguments();
  if (values.all) {
    // Only for this: a single batch is verified without a database.
    const { verifyAll } = await import("./verify/all.ts");
    return verifyAll(values);
  }
  if (values.contract !== undefined && !/^0x[0-9a-fA-F]{40}$/.test(values.contract)) {
    throw new VerifyError("--contract takes an address: 0x and 40 hex digits");
  }
  if (values.export !== undefined && codes.length === 0) {
    const { contract, rpc } = values;
    const asked = { contract: contract?.toLowerCase(), rpc, fetchBytes };
    return reportExport(pathOf(values.export), asked, language, print);
  }
  if (values.reading !== undefined && codes.length === 0) return verifyReadingFile(values.reading, values);
  const [code] = codes;
  if (code === undefined || codes.length > 1 || values.reading !== undefined || values.export !== undefined)
    throw new VerifyError(USAGE);

  const proofOf = (one: string, withLineage: boolean) => fetchProof(apiAddress(values.api), one, withLineage);
  const withLineage = values.lineage === true;
  const proof = values.proof === undefined ? await proofOf(code, withLineage) : await readProof(values.proof);
  const named = proofSchema.safeParse(proof);
  const rpcUrl = values.rpc ?? (named.success ? named.data.chain.rpcUrl : "");
  // A code is read from a label by people: what looks like it is meant, and they are told.
  const own = named.success ? named.data.batch.code : code;
  // The ID of a tomato is another name of its batch: that the code belongs to it is checked with all else.
  const isTomato = named.success && batchIdOfTomato(code) === named.data.batch.id;
  const isLike = own !== code && skeletonOf(own) === skeletonOf(code);
  const isMeant = isTomato || isLike;
  if (isLike) print(`! ${texts.meant(onTerminal(code), onTerminal(own))}`);
  const asked = { code: isMeant ? own : code, contract: values.contract?.toLowerCase() };
  const verification = await verifyProof(proof, {
    ...asked,
    rpc: httpRpc(rpcUrl),
    fetchBytes,
  });

  const warnings = named.success ? warningsOf(named.data) : [];
  for (const warning of warnings) print(warning);
  for (const name of CHECKS) report(verification.checks.filter((check) => check.name === name));
  if (named.success) reportErasures(named.data);
  const areReadingsGenuine = !named.success || (await reportReadings(named.data, fetchBytes, language, print));
  reportNames(verification.names);
  const failed = verification.checks.filter((check) => check.outcome === "failed").length;
  console.log("");
  const verdict = texts.verdicts[verification.verdict];
  print(texts.sum(isMeant ? own : code, verdict, onTerminal(rpcUrl) || texts.noEndpoint));
  const unseen = notShown(verification.checks).length;
  console.log(texts.counts(verification.checks.length - failed - unseen, failed, unseen));
  // Before everything and after it: genuine is not good.
  for (const warning of warnings) print(warning);
  if (!areReadingsGenuine) return "failed";
  if (!withLineage || verification.verdict === "failed") return verification.verdict;
  console.log("");
  return reportLineage(proof, { ...asked, own: verification, rpcUrl, fetchBytes, proofOf }, language, print);
}

/** One reading by itself, from a file. */
async function verifyReadingFile(
  file: string,
  given: { readonly rpc?: string | undefined; readonly contract?: string | undefined },
): Promise<ProofVerdict> {
  const proof = await readProof(file);
  const named = readingProofSchema.safeParse(proof);
  const rpcUrl = given.rpc ?? (named.success ? named.data.chain.rpcUrl : "");
  const { checks } = await checkReading(proof, { rpc: httpRpc(rpcUrl), contract: given.contract?.toLowerCase() });
  if (named.success) {
    const { time, sensor, type, value, unit } = named.data.reading;
    print([time, sensor, type, value, unitSign(unit)].map((text) => onTerminal(text)).join("  "));
  }
  for (const check of checks) report([check]);
  const verdict = proofVerdict(checks);
  console.log("");
  const subject = named.success ? onTerminal(named.data.batch.code) : onTerminal(file);
  print(texts.sum(subject, texts.verdicts[verdict], onTerminal(rpcUrl) || texts.noEndpoint));
  return verdict;
}

function parseArguments() {
  try {
    return readArguments(process.argv.slice(2));
  } catch (error) {
    throw new VerifyError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

/** Every failure in full; passed checks, a line per kind. */
function report(checks: readonly Check[]): void {
  const passed = checks.filter((check) => check.outcome === "passed");
  const [first] = passed;
  if (first) print(`✓ ${describe(first)}${passed.length > 1 ? ` (+ ${passed.length - 1})` : ""}`);
  for (const check of checks) {
    if (check.outcome === "withheld") print(`· ${describe(check)}`);
    if (check.outcome !== "failed") continue;
    print(`✗ ${describe(check)}`);
    if (check.expected !== undefined) print(`    ${texts.expected.padEnd(8)} ${onTerminal(check.expected)}`);
    if (check.actual !== undefined) print(`    ${texts.actual.padEnd(8)} ${onTerminal(check.actual)}`);
  }
}

/** What is gone on whose word, and why: whoever hides something by it is named. */
function reportErasures(proof: Proof): void {
  for (const [line, { by, seq, erasure }] of erasuresIn(proof)) {
    print(`· ${texts.erased(line.replace(/\.0$/, ""), by, seq, onTerminal(erasure.reason))}`);
  }
}

/** Who wrote which lines, as the profiles on chain call them. */
function reportNames(names: readonly LineName[]): void {
  const lines = new Map<string, number[]>();
  for (const name of names) {
    const sentence = describeName(name, language);
    lines.set(sentence, [...(lines.get(sentence) ?? []), name.seq]);
  }
  if (lines.size > 0) console.log("");
  for (const [sentence, seqs] of lines) {
    const more = seqs.length > NAMED_LINES ? ", …" : "";
    print(`${seqs.slice(0, NAMED_LINES).join(", ")}${more}: ${sentence}`);
  }
}

/** A check in words. A file goes by its title only where that is short and has nothing in it but text. */
function describe(check: Check): string {
  const { subject, ...rest } = check;
  const isPlain = subject !== undefined && subject === onTerminal(subject, 48);
  return describeCheck(isPlain ? check : rest, language);
}

/** What speaks against the batch however genuine its record is, the gravest first. */
function warningsOf(proof: Proof): string[] {
  const { status, fails } = standingOf(proof.lines);
  return noticesOf({ status, verdict: fails.length > 0 ? "fail" : null }).flatMap((name) => [
    `! ${NOTICES[name][language]}`,
    ...(name === "failed"
      ? fails.map(({ args }) => `!   ${texts.lineBy(String(args.seq), onTerminal(String(args.actor)))}`)
      : []),
  ]);
}

/** A proof's texts are untrusted, and a server's words too: nothing of them is obeyed by the terminal. */
function print(line: string): void {
  console.log(visible(line).slice(0, 2_000));
}

function apiAddress(given: string | undefined): string {
  if (given !== undefined) return given.replace(/\/+$/, "");
  const { host, port } = readSettings();
  return `http://${host}:${port}`;
}

/** The API's answer. */
interface Answer {
  readonly data?: unknown;
  readonly message?: unknown;
}

async function fetchProof(api: string, code: string, withLineage: boolean): Promise<unknown> {
  const url = `${api}/v1/traces/public/${encodeURIComponent(code)}/proof${withLineage ? "?lineage=1" : ""}`;
  let response: Response;
  try {
    response = await patiently(() => fetch(url, { signal: AbortSignal.timeout(30_000) }));
  } catch {
    throw new VerifyError(`No instance answers at ${api}: run \`npm start\`, or give --api URL or --proof FILE`);
  }
  const body = (await boundedJson(response, PROOF_BOUNDS).catch(() => null)) as Answer | null;
  const said = typeof body?.message === "string" ? onTerminal(body.message) : "";
  const fault = `${api} has no proof of ${code}: ${response.status} ${said}`;
  if (response.status === 404) throw new NoSuchProof(fault);
  if (!response.ok) throw new VerifyError(fault);
  return body?.data;
}

/** A file's path: npm runs us in the project's folder, and a relative path is relative to where the command was typed. */
const pathOf = (file: string) => resolve(process.env.INIT_CWD ?? PROJECT_FOLDER, file);

/** A proof from a file: bare, or in the API's envelope. */
async function readProof(file: string): Promise<unknown> {
  const path = pathOf(file);
  const unreadable = () => {
    throw new VerifyError(`The file ${path} cannot be read`);
  };
  const { size } = await stat(path).catch(unreadable);
  if (size > 2 * PROOF_BOUNDS.length + 2) throw new VerifyError(`The file ${path} is longer than any proof`);
  const bytes = await readFile(path).catch(unreadable);
  try {
    const value = parseJsonBytes(inUtf8(bytes), PROOF_BOUNDS) as Answer | null;
    return value?.data ?? value;
  } catch (error) {
    const isJson = error instanceof JsonFault && error.reason !== "malformed";
    throw new VerifyError(isJson ? `The file ${path} is no proof` : `The file ${path} is not JSON`);
  }
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await patiently(() => fetch(url, { signal: AbortSignal.timeout(60_000) }));
  if (!response.ok) throw new Error(`${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

try {
  process.exitCode = EXIT_CODES[await main()];
} catch (error) {
  // Lines of the usage are ours; whatever else stands in a message may be another's.
  for (const line of (error as Error).message.split("\n")) console.error(visible(line));
  process.exitCode = 1;
}
