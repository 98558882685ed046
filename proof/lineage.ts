/**
 * What a batch was made of, checked as the batch itself is: each ancestor by its own proof against the chain, and what each
 * says of the other. Lines that were checked say what is made of what, so that nothing can be left out or put in another's
 * place.
 */
import { MOST_BATCHES } from "../domain/lineage/bounds.ts";
import { type Gain, gainsOf } from "../domain/lineage/gains.ts";
import { standingOf } from "../domain/records/standing.ts";
import type { ProofVerdict, Verification } from "./check.ts";
import type { ContractReader } from "./contract-reader.ts";
import { EMPTY_HEAD } from "./head.ts";
import {
  amountsFaultOf,
  type BatchLines,
  inCircles,
  linkFaultOf,
  parentsOf,
  partsFaultOf,
  transformationInto,
  unitIn,
} from "./lineage-lines.ts";
import type { LineageList } from "./lineage-list.ts";
import type { Proof } from "./proof.ts";

/** How many are asked for at once. */
const AT_ONCE = 4;

/** A server's word that it has no such proof. Whatever else keeps one from being had says nothing of the batch. */
export class NoSuchProof extends Error {
  override readonly name = "NoSuchProof";
}

/** What can be wrong with an ancestor, or keep it from being checked. */
export const LINEAGE_REASONS = [
  "ancestor-left-out",
  "ancestor-not-shown",
  "ancestor-not-had",
  "ancestor-failed",
  "ancestor-incomplete",
  "ancestor-withheld",
  "other-batch",
  "unknown-batch",
  "no-answer",
  "too-many-ancestors",
  "made-of-itself",
  "not-taken-out",
  "taken-twice",
  "more-taken-than-left",
  "quantity-not-conserved",
] as const;
export type LineageReason = (typeof LINEAGE_REASONS)[number];

/** How one batch of a lineage came out. */
export interface LineageCheck {
  /** Its code; its id where that is withheld or not known. */
  readonly subject: string;
  readonly outcome: "passed" | "failed" | "withheld";
  readonly reason?: LineageReason;
  /** What it is about, where that is not the batch alone: what was made of it, or the check that failed. */
  readonly actual?: string;
}

/** A transformation of which more came out than went in, of one unit. */
export interface LineageGain extends Gain {
  /** The code of what came out. */
  readonly code: string;
}

/** A whole verification of a lineage. */
export interface LineageVerification {
  readonly verdict: ProofVerdict;
  /** Of the batch itself. */
  readonly own: Verification;
  /** One or more for each ancestor. */
  readonly checks: readonly LineageCheck[];
  /** By what is shown of what came out: it may be more. */
  readonly gains: readonly LineageGain[];
  /** The codes of ancestors that are recalled, and of those that failed an inspection which stands. */
  readonly ill: { readonly recalled: readonly string[]; readonly failed: readonly string[] };
}

/** What it needs from outside. */
export interface LineageOptions {
  readonly code: string;
  /** The verification of the batch itself, where that is over. */
  readonly own?: Verification;
  /** A batch's proof, with its own lineage or without. Throws `NoSuchProof` where there is none, else where it cannot be had. */
  readonly proofOf: (code: string, withLineage: boolean) => Promise<unknown>;
  /** Verifies one proof for a code, by the reader's node: an ancestor's by the contract that the first one was checked by. */
  readonly verify: (proof: unknown, code: string, contract: string | undefined) => Promise<Verification>;
  /** Reads the contract by the same node. */
  readonly reader: (contract: string) => Pick<ContractReader, "headOf">;
  readonly batchId: (code: string) => string;
  /** The contract to ask; by default the one that the proof of the batch itself names. */
  readonly contract?: string | undefined;
}

/** Heads that are told are of another moment than the chain's: they prove nothing. */
type Told = Omit<LineageList["ancestors"][number], "head">;
type ToldList = { readonly ancestors: readonly Told[]; readonly truncated: boolean };

/** Verify what a batch was made of. Never throws for anything that a proof or an endpoint can contain. */
export async function verifyLineage(input: unknown, options: LineageOptions): Promise<LineageVerification> {
  const own = options.own ?? (await options.verify(input, options.code, options.contract));
  if (own.verdict === "failed" || !own.proof) return outcome("failed", own, []);
  const contract = options.contract ?? own.proof.chain.contract;
  const first = linesAlone(own.proof);
  const shown = new Map<string, BatchLines>([[first.batch.id, first]]);
  const told = new Map<string, Told>();
  const notHad = new Set<string>();
  const seen = new Set<string>(shown.keys());
  const checks: LineageCheck[] = [];
  const list = listIn(input);
  const tell = ({ ancestors }: ToldList) => {
    for (const one of ancestors) told.set(one.id, one);
  };
  tell(list);

  /** One answer may not hold all: those above an ancestor are told with its own proof. */
  async function tellMore(child: BatchLines): Promise<void> {
    const untold = parentsOf(child).filter((parent) => !seen.has(parent) && !told.has(parent));
    if (!list.truncated || untold.length === 0) return;
    const more = await options.proofOf(child.batch.code, true).catch(() => undefined);
    // A server that tells of no lineage at all leaves nobody out.
    if (hasLineage(more)) tell(listIn(more));
    else for (const parent of untold) notHad.add(parent);
  }

  for (let level = [first]; level.length > 0; ) {
    for (const child of level) await tellMore(child);
    const parents = [...new Set(level.flatMap(parentsOf))].filter((parent) => !seen.has(parent));
    level = [];
    for (let from = 0; from < parents.length; from += AT_ONCE) {
      const some = parents.slice(from, from + AT_ONCE);
      if (seen.size + some.length > MOST_BATCHES + 1) {
        checks.push({ subject: some[0] as string, outcome: "withheld", reason: "too-many-ancestors" });
        return outcome(own.verdict, own, checks);
      }
      for (const parent of some) seen.add(parent);
      const found = await Promise.all(
        some.map((parent) => ancestor(parent, told.get(parent), notHad.has(parent), contract, options)),
      );
      for (const { check, lines } of found) {
        checks.push(check);
        if (!lines) continue;
        shown.set(lines.batch.id, lines);
        level.push(lines);
      }
    }
  }
  for (const lines of shown.values()) checks.push(...faultsOf(lines, shown));
  for (const { batch } of inCircles(shown)) {
    checks.push({ subject: batch.code, outcome: "failed", reason: "made-of-itself" });
  }
  return outcome(own.verdict, own, checks, shown);
}

/** A proof without its texts: of thousands they would not fit into memory. */
const linesAlone = ({ batch, lines }: Proof): BatchLines => ({
  batch: { id: batch.id, code: batch.code },
  lines: lines.map(({ event, args }) => ({ event, args })),
});

/** @param shown The lines of all, once all were checked: of some alone nothing can be said of the whole. */
function outcome(
  ownVerdict: ProofVerdict,
  own: Verification,
  checks: readonly LineageCheck[],
  shown: ReadonlyMap<string, BatchLines> = new Map(),
): LineageVerification {
  const is = (wanted: LineageCheck["outcome"]) => checks.some((check) => check.outcome === wanted);
  const verdict = is("failed") ? "failed" : is("withheld") && ownVerdict !== "failed" ? "incomplete" : ownVerdict;
  const standings = [...shown.values()].slice(1).map(({ batch, lines }) => ({ batch, ...standingOf(lines) }));
  const codesOf = (some: typeof standings) => some.map(({ batch }) => batch.code);
  return {
    verdict,
    own,
    checks,
    gains: gainsIn(shown),
    ill: {
      recalled: codesOf(standings.filter(({ status }) => status === "recalled")),
      failed: codesOf(standings.filter(({ fails }) => fails.length > 0)),
    },
  };
}

const hasLineage = (input: unknown) => typeof (input as { lineage?: unknown } | null | undefined)?.lineage === "object";

/** What an answer tells of ancestors; whatever else stands there tells of none. Where nothing was asked, there may be more. */
function listIn(input: unknown): ToldList {
  const { ancestors, truncated } = ((input as { lineage?: unknown } | null | undefined)?.lineage ?? {}) as {
    readonly ancestors?: unknown;
    readonly truncated?: unknown;
  };
  return {
    ancestors: Array.isArray(ancestors) ? ancestors.filter(isTold) : [],
    truncated: truncated === true || !hasLineage(input),
  };
}

const isTold = (value: Partial<Record<keyof Told, unknown>> | null): value is Told =>
  typeof value?.id === "string" && (value.code === null || typeof value.code === "string");

/** One ancestor, by its own proof; where it is withheld, by the chain alone. */
async function ancestor(
  id: string,
  told: Told | undefined,
  notHad: boolean,
  contract: string,
  options: LineageOptions,
): Promise<{ readonly check: LineageCheck; readonly lines?: BatchLines }> {
  const failed = (subject: string, reason: LineageReason, actual?: string) => ({
    check: { subject, outcome: "failed" as const, reason, ...(actual !== undefined && { actual }) },
  });
  const missed = (subject: string) => ({
    check: { subject, outcome: "withheld" as const, reason: "ancestor-not-had" as const },
  });
  if (!told) return notHad ? missed(id) : failed(id, "ancestor-left-out");
  const { code } = told;
  if (code === null) return { check: await blank(id, contract, options) };
  if (options.batchId(code) !== id) return failed(code, "other-batch", id);
  let input: unknown;
  try {
    input = await options.proofOf(code, false);
  } catch (error) {
    return error instanceof NoSuchProof ? failed(code, "ancestor-not-shown") : missed(code);
  }
  const { verdict, checks, proof } = await options.verify(input, code, contract);
  if (verdict === "failed" || !proof) {
    const fault = checks.find((check) => check.outcome === "failed");
    return failed(code, "ancestor-failed", `${fault?.name}/${fault?.reason}`);
  }
  const lines = linesAlone(proof);
  if (verdict === "incomplete") {
    return { lines, check: { subject: code, outcome: "withheld", reason: "ancestor-incomplete" } };
  }
  return { lines, check: { subject: code, outcome: "passed" } };
}

/** Of one that is withheld the chain is asked whether it is there: no more is known of it. */
async function blank(id: string, contract: string, { reader }: LineageOptions): Promise<LineageCheck> {
  try {
    const isThere = (await reader(contract).headOf(id)) !== EMPTY_HEAD;
    if (!isThere) return { subject: id, outcome: "failed", reason: "unknown-batch" };
    return { subject: id, outcome: "withheld", reason: "ancestor-withheld" };
  } catch {
    return { subject: id, outcome: "failed", reason: "no-answer" };
  }
}

/** What is wrong with amounts: in a batch's own lines, and between it and what it was made of. */
function faultsOf(child: BatchLines, shown: ReadonlyMap<string, BatchLines>): LineageCheck[] {
  const { code } = child.batch;
  const faults: LineageCheck[] = [];
  const own = amountsFaultOf(child) ?? partsFaultOf(child, shown);
  if (own) faults.push({ subject: code, outcome: "failed", reason: own });
  for (const id of new Set(parentsOf(child))) {
    const parent = shown.get(id);
    const reason = parent && linkFaultOf(parent, child);
    if (reason) faults.push({ subject: parent.batch.code, outcome: "failed", reason, actual: code });
  }
  return faults;
}

/** Where more came out than went in: of each transformation whose inputs are all shown. */
function gainsIn(shown: ReadonlyMap<string, BatchLines>): LineageGain[] {
  const told = new Set<string>();
  return [...shown.values()].flatMap((proof) => {
    const made = transformationInto(proof, shown);
    // Several that came out together are one transformation.
    if (!made || told.has(made.key)) return [];
    told.add(made.key);
    const inputs = made.inputs.flatMap(({ batch, quantity }) => {
      const unit = unitIn(batch, shown);
      return unit === undefined ? [] : [{ unit, quantity }];
    });
    if (inputs.length < made.inputs.length) return [];
    return gainsOf(inputs, made.outputs).map((gain) => ({ ...gain, code: proof.batch.code }));
  });
}
