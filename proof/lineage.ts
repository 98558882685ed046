/**
 * What a batch was made of, checked as the batch itself is: each ancestor by its own proof against the chain, and what each
 * says of the other. Lines that were checked say what is made of what, so that nothing can be left out or put in another's
 * place.
 */
import { type Gain, gainsOf } from "../domain/lineage/gains.ts";
import type { ProofVerdict, Verification } from "./check.ts";
import type { ContractReader } from "./contract-reader.ts";
import { EMPTY_HEAD } from "./head.ts";
import { amountsFaultOf, linkFaultOf, parentsOf, partsFaultOf, transformationInto, unitIn } from "./lineage-lines.ts";
import type { LineageList } from "./lineage-list.ts";
import type { Proof } from "./proof.ts";

/** The most ancestors that are checked. */
const MOST_CHECKED = 10_000;

/** What can be wrong with an ancestor, or keep it from being checked. */
export const LINEAGE_REASONS = [
  "ancestor-left-out",
  "ancestor-not-shown",
  "ancestor-failed",
  "ancestor-incomplete",
  "ancestor-withheld",
  "other-batch",
  "other-head",
  "unknown-batch",
  "no-answer",
  "too-many-ancestors",
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
}

/** What it needs from outside. */
export interface LineageOptions {
  readonly code: string;
  /** A batch's proof, with its own lineage or without. Throws where it cannot be had. */
  readonly proofOf: (code: string, withLineage: boolean) => Promise<unknown>;
  /** Verifies one proof for a code, by the reader's node: an ancestor's by the contract that the first one was checked by. */
  readonly verify: (proof: unknown, code: string, contract: string | undefined) => Promise<Verification>;
  /** Reads the contract by the same node. */
  readonly reader: (contract: string) => Pick<ContractReader, "headOf">;
  readonly batchId: (code: string) => string;
  /** The contract to ask; by default the one that the proof of the batch itself names. */
  readonly contract?: string | undefined;
  /** Called with the checks so far, each time there are more. */
  readonly onProgress?: (checks: readonly LineageCheck[]) => void;
}

type Told = LineageList["ancestors"][number];

/** Verify what a batch was made of. Never throws for anything that a proof or an endpoint can contain. */
export async function verifyLineage(input: unknown, options: LineageOptions): Promise<LineageVerification> {
  const own = await options.verify(input, options.code, options.contract);
  const checks: LineageCheck[] = [];
  if (own.verdict === "failed" || !own.proof) return { verdict: "failed", own, checks, gains: [] };
  const contract = options.contract ?? own.proof.chain.contract;
  const shown = new Map<string, Proof>([[own.proof.batch.id, own.proof]]);
  const told = new Map<string, Told>();
  const tell = ({ ancestors }: LineageList) => {
    for (const one of ancestors) told.set(one.id, one);
  };
  const add = (...more: readonly LineageCheck[]) => {
    checks.push(...more);
    options.onProgress?.(checks);
  };
  const list = listIn(input);
  tell(list);

  const seen = new Set<string>(shown.keys());
  for (const id of seen) {
    const child = shown.get(id);
    if (!child) continue;
    const parents = [...new Set(parentsOf(child))].filter((parent) => !seen.has(parent));
    // One answer may not hold all: those above an ancestor are told with its own proof.
    if (list.truncated && parents.some((parent) => !told.has(parent))) {
      // What cannot be had is left out, and said to be.
      tell(listIn(await options.proofOf(child.batch.code, true).catch(() => undefined)));
    }
    for (const parent of parents) {
      if (seen.size > MOST_CHECKED) {
        add({ subject: parent, outcome: "withheld", reason: "too-many-ancestors" });
        return outcome(own, checks, []);
      }
      seen.add(parent);
      const found = await ancestor(parent, told.get(parent), contract, options);
      if (found.proof) shown.set(parent, found.proof);
      add(found.check);
    }
  }
  for (const proof of shown.values()) add(...faultsOf(proof, shown));
  return outcome(own, checks, gainsIn(shown));
}

function outcome(
  own: Verification,
  checks: readonly LineageCheck[],
  gains: readonly LineageGain[],
): LineageVerification {
  const is = (wanted: LineageCheck["outcome"]) => checks.some((check) => check.outcome === wanted);
  const verdict = is("failed") ? "failed" : is("withheld") ? "incomplete" : own.verdict;
  return { verdict, own, checks, gains };
}

/** What an answer tells of ancestors; whatever else stands there tells of none. */
function listIn(input: unknown): LineageList {
  const { ancestors, truncated } = ((input as { lineage?: unknown } | null | undefined)?.lineage ?? {}) as {
    readonly ancestors?: unknown;
    readonly truncated?: unknown;
  };
  return { ancestors: Array.isArray(ancestors) ? ancestors.filter(isTold) : [], truncated: truncated === true };
}

const isTold = (value: Partial<Record<keyof Told, unknown>> | null): value is Told =>
  typeof value?.id === "string" &&
  typeof value.head === "string" &&
  (value.code === null || typeof value.code === "string");

/** One ancestor, by its own proof; by its head alone where it is withheld. */
async function ancestor(
  id: string,
  told: Told | undefined,
  contract: string,
  options: LineageOptions,
): Promise<{ readonly check: LineageCheck; readonly proof?: Proof }> {
  const failed = (subject: string, reason: LineageReason, actual?: string) => ({
    check: { subject, outcome: "failed" as const, reason, ...(actual !== undefined && { actual }) },
  });
  if (!told) return failed(id, "ancestor-left-out");
  const { code } = told;
  if (code === null) return { check: await blank(id, told.head, contract, options) };
  if (options.batchId(code) !== id) return failed(code, "other-batch", id);
  let input: unknown;
  try {
    input = await options.proofOf(code, false);
  } catch {
    return failed(code, "ancestor-not-shown");
  }
  const { verdict, checks, proof } = await options.verify(input, code, contract);
  if (verdict === "failed" || !proof) {
    const fault = checks.find((check) => check.outcome === "failed");
    return failed(code, "ancestor-failed", `${fault?.name}/${fault?.reason}`);
  }
  if (verdict === "incomplete") {
    return { proof, check: { subject: code, outcome: "withheld", reason: "ancestor-incomplete" } };
  }
  return { proof, check: { subject: code, outcome: "passed" } };
}

/** Of one that is withheld its head is asked for: it is there, and is as it is said to be. */
async function blank(id: string, head: string, contract: string, { reader }: LineageOptions): Promise<LineageCheck> {
  try {
    const onChain = await reader(contract).headOf(id);
    if (onChain === EMPTY_HEAD) return { subject: id, outcome: "failed", reason: "unknown-batch" };
    if (onChain !== head) return { subject: id, outcome: "failed", reason: "other-head", actual: head };
    return { subject: id, outcome: "withheld", reason: "ancestor-withheld" };
  } catch {
    return { subject: id, outcome: "failed", reason: "no-answer" };
  }
}

/** What is wrong with amounts: in a batch's own lines, and between it and what it was made of. */
function faultsOf(child: Proof, shown: ReadonlyMap<string, Proof>): LineageCheck[] {
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
function gainsIn(shown: ReadonlyMap<string, Proof>): LineageGain[] {
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
