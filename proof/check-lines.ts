import { isWrittenByRole, KIND_OF_EVENT } from "../domain/records/kinds.ts";
import type { Check } from "./check.ts";
import { decodeLog, encodeLog } from "./codec.ts";
import { EMPTY_HEAD, leafOf, nextHead } from "./head.ts";
import { textOf } from "./kind.ts";
import type { Proof, ProofLine } from "./proof.ts";

/** The most missing lines that are named one by one. */
const NAMED_GAPS = 50;

/**
 * The proof with each line's values as the chain would hold them, so that no two ways of writing a value can mean two
 * things to two checks; or the failure of the first line that the chain could not hold at all.
 */
export function normaliseLines(proof: Proof): { proof: Proof } | { failure: Check } {
  const lines: ProofLine[] = [];
  for (const [index, line] of proof.lines.entries()) {
    try {
      const args = decodeLog(encodeLog(line.event, line.args))?.args;
      if (args) lines.push({ ...line, args });
    } catch {
      return { failure: { name: "chain-of-lines", outcome: "failed", seq: index + 1, reason: "malformed-line" } };
    }
  }
  return { proof: { ...proof, lines } };
}

/** A line's number in its batch, as the line says. */
export function seqOf(line: ProofLine): number {
  return Number(line.args.seq);
}

/** The kind under which the contract let a line be written; undefined for one that goes by custody or by a recall. */
export function kindOf(line: ProofLine): string | undefined {
  return isWrittenByRole(line.event) ? lineKind(line) : undefined;
}

/** A line's kind in words: `creation`, `harvest`, `inspection`, `amendment`, `recall`, … */
export function lineKind(line: ProofLine): string {
  return KIND_OF_EVENT[line.event] ?? textOf(String(line.args.kind));
}

/** Checks that lines 1 to n are there, n being what the chain says, and that both numbers only rise. */
export function checkNumbers(proof: Proof, seqOnChain: number | undefined): Check[] {
  const shown = new Set(proof.lines.map(seqOf));
  const last = seqOnChain ?? proof.batch.seq;
  const checks: Check[] = [];
  for (let seq = 1; seq <= last && checks.length < NAMED_GAPS; seq++) {
    if (!shown.has(seq)) checks.push({ name: "complete", outcome: "failed", seq, reason: "missing-line" });
  }
  if (proof.lines.length > last) {
    checks.push({
      name: "complete",
      outcome: "failed",
      expected: String(last),
      actual: String(proof.lines.length),
      reason: "too-many-lines",
    });
  }
  if (checks.length === 0) checks.push({ name: "complete", outcome: "passed", subject: String(last) });

  const misplaced = proof.lines.findIndex((line, index) => {
    const before = proof.lines[index - 1];
    if (!before) return false;
    return seqOf(line) <= seqOf(before) || BigInt(String(line.args.line)) <= BigInt(String(before.args.line));
  });
  const found = proof.lines[misplaced];
  checks.push(
    found
      ? { name: "order", outcome: "failed", seq: seqOf(found), reason: "reordered-line" }
      : { name: "order", outcome: "passed" },
  );
  return checks;
}

/** Folds the lines as they are shown, and names the first after which the head is not what the proof says. */
export function foldLines(proof: Proof): { checks: Check[]; head: string | undefined } {
  let head: string = EMPTY_HEAD;
  for (const line of proof.lines) {
    const seq = seqOf(line);
    if (line.args.id !== proof.batch.id) {
      return { head: undefined, checks: [{ name: "chain-of-lines", outcome: "failed", seq, reason: "other-batch" }] };
    }
    head = nextHead(head, leafOf(encodeLog(line.event, line.args)));
    if (head !== line.head) {
      return {
        head,
        checks: [
          {
            name: "chain-of-lines",
            outcome: "failed",
            seq,
            expected: line.head,
            actual: head,
            reason: "changed-line",
          },
        ],
      };
    }
  }
  return { head, checks: [{ name: "chain-of-lines", outcome: "passed", subject: head }] };
}
