/** Ways in which a dishonest server might change a genuine proof. Each works on a copy. */
import type { Proof } from "../../../proof/proof.ts";

type Shown = Proof["documents"][string];

/** The digest on a line. */
export function digestOf(proof: Proof, seq: number): string {
  const line = proof.lines.find((each) => each.args.seq === seq);
  if (!line) throw new Error(`there is no line ${seq}`);
  return String(line.args.digest);
}

/** Replaces words in a line's document. */
export function rewriteDocument(proof: Proof, seq: number, from: string, to: string): Proof {
  const copy = structuredClone(proof);
  const shown = copy.documents[digestOf(copy, seq)];
  if (shown?.status !== "public" || !shown.text.includes(from)) throw new Error(`line ${seq} does not say ${from}`);
  copy.documents[digestOf(copy, seq)] = { ...shown, text: shown.text.replace(from, to) };
  return copy;
}

/** Withholds the documents of some lines. */
export function withhold(proof: Proof, status: Exclude<Shown["status"], "public">, ...lines: readonly number[]): Proof {
  const copy = structuredClone(proof);
  for (const seq of lines) {
    const digest = digestOf(copy, seq);
    copy.documents[digest] = { status, cid: copy.documents[digest]?.cid ?? "" };
  }
  return copy;
}

/** Leaves a line out. */
export function dropLine(proof: Proof, seq: number): Proof {
  const copy = structuredClone(proof);
  return { ...copy, lines: copy.lines.filter((line) => line.args.seq !== seq) };
}

/** Swaps two lines that follow each other. */
export function swapLines(proof: Proof, seq: number): Proof {
  const copy = structuredClone(proof);
  const at = copy.lines.findIndex((line) => line.args.seq === seq);
  const [first, second] = copy.lines.slice(at, at + 2);
  if (!first || !second) throw new Error("there are no two lines to swap");
  copy.lines.splice(at, 2, second, first);
  return copy;
}

/** Conceals who is behind a line. */
export function forgetActor(proof: Proof, seq: number): Proof {
  const copy = structuredClone(proof);
  const actor = copy.lines.find((line) => line.args.seq === seq)?.args.actor;
  delete copy.actors[String(actor)];
  return copy;
}

/** Changes the time on a line. */
export function redateLine(proof: Proof, seq: number): Proof {
  const copy = structuredClone(proof);
  const line = copy.lines.find((each) => each.args.seq === seq);
  if (line) line.args.timestamp = Number(line.args.timestamp) - 86_400;
  return copy;
}
