/** What the lines of two batches say of each other. */

import { isTaking } from "../domain/records/gone.ts";
import { textOf } from "./kind.ts";
import type { LineageReason } from "./lineage.ts";
import type { Proof, ProofLine } from "./proof.ts";

/** What of a batch's proof tells of what it was made of. */
export interface BatchLines {
  readonly batch: Pick<Proof["batch"], "id" | "code">;
  readonly lines: readonly Pick<ProofLine, "event" | "args">[];
}

const idsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value : []);
const amount = (value: unknown) => BigInt(String(value ?? 0));

/** What a batch was made of, by its first line: one for each time that it went in. */
export function parentsOf({ lines }: BatchLines): readonly string[] {
  const [first] = lines;
  if (first?.event === "SplitOff") return [String(first.args.parent)];
  return first?.event === "Produced" ? idsIn(first.args.inputs) : [];
}

/** What was made of a batch, by its lines: one for each time that it says so. */
export function childrenOf({ lines }: BatchLines): readonly string[] {
  return lines.flatMap(({ event, args }) => {
    if (event === "Split") return idsIn(args.parts);
    return event === "Transformed" ? idsIn(args.outputs) : [];
  });
}

/** How much a batch was in the first place, in thousandths. */
const madeOf = ({ lines }: BatchLines): bigint => amount(lines[0]?.args.quantity);

/** Each line that takes something out, with how much. */
function takings({
  lines,
}: BatchLines): readonly { readonly line: BatchLines["lines"][number]; readonly taken: bigint }[] {
  let left = amount(lines[0]?.args.quantity);
  return lines.flatMap((line) => {
    if (!isTaking(line.event)) return [];
    const before = left;
    left = amount(line.args.quantity);
    return [{ line, taken: before - left }];
  });
}

/** Whether a batch grew, lost other amounts than it says, or was handed over as another amount than it was. */
export function amountsFaultOf(proof: BatchLines): LineageReason | undefined {
  let left = madeOf(proof);
  for (const { event, args } of proof.lines.slice(1)) {
    if (event === "CustodyAccepted" && amount(args.quantity) !== left) return "quantity-not-conserved";
    if (!isTaking(event)) continue;
    const after = amount(args.quantity);
    if (after > left || (event !== "Split" && left - after !== amount(args.used))) return "quantity-not-conserved";
    left = after;
  }
  return undefined;
}

/** Whether the parts of a split are more than was taken out of it; where all of them are shown, other than that. */
export function partsFaultOf(parent: BatchLines, shown: ReadonlyMap<string, BatchLines>): LineageReason | undefined {
  for (const { line, taken } of takings(parent)) {
    if (line.event !== "Split") continue;
    const ids = idsIn(line.args.parts);
    const parts = ids.flatMap((id) => shown.get(id) ?? []);
    const sum = parts.reduce((total, part) => total + madeOf(part), 0n);
    if (sum > taken || (parts.length === ids.length && sum !== taken)) return "more-taken-than-left";
  }
  return undefined;
}

/** Whether a batch says that another was made of it, as often as that one says so. */
export function linkFaultOf(parent: BatchLines, child: BatchLines): LineageReason | undefined {
  const asked = parentsOf(child).filter((id) => id === parent.batch.id).length;
  const event = child.lines[0]?.event === "SplitOff" ? "Split" : "Transformed";
  const list = event === "Split" ? "parts" : "outputs";
  const said = parent.lines
    .filter((line) => line.event === event)
    .flatMap(({ args }) => idsIn(args[list]))
    .filter((id) => id === child.batch.id).length;
  if (said === 0) return "not-taken-out";
  return said === asked ? undefined : "taken-twice";
}

/** A batch's unit, which a part has of what it was split off; undefined where that is not shown. */
export function unitIn(proof: BatchLines, shown: ReadonlyMap<string, BatchLines>): string | undefined {
  let from: BatchLines | undefined = proof;
  const seen = new Set<BatchLines>();
  while (from?.lines[0]?.event === "SplitOff") {
    if (seen.has(from)) return undefined;
    seen.add(from);
    from = shown.get(String(from.lines[0].args.parent));
  }
  const unit = from?.lines[0]?.args.unit;
  return unit === undefined ? undefined : textOf(String(unit));
}

/** What went into a batch, and what is shown of what came out with it; undefined where an input is not shown. */
export function transformationInto(child: BatchLines, shown: ReadonlyMap<string, BatchLines>) {
  const parents = [...new Set(parentsOf(child))].map((id) => shown.get(id));
  if (child.lines[0]?.event !== "Produced" || parents.includes(undefined)) return undefined;
  const uses = (parents as BatchLines[]).flatMap((batch) =>
    batch.lines
      .filter(({ event, args }) => event === "Transformed" && idsIn(args.outputs).includes(child.batch.id))
      .map(({ args }) => ({ batch, quantity: amount(args.used), outputs: idsIn(args.outputs) })),
  );
  const outputs = [...new Set(uses.flatMap((use) => use.outputs))];
  return {
    key: outputs.join(),
    inputs: uses,
    outputs: outputs.flatMap((id) => {
      const made = shown.get(id);
      return made ? [{ unit: textOf(String(made.lines[0]?.args.unit)), quantity: madeOf(made) }] : [];
    }),
  };
}

/** Batches that are made of themselves, near or far, and what is made of those. */
export function inCircles(shown: ReadonlyMap<string, BatchLines>): readonly BatchLines[] {
  const left = new Map(
    [...shown].map(([id, one]) => [id, new Set(parentsOf(one).filter((parent) => shown.has(parent)))]),
  );
  const children = Map.groupBy(
    [...left].flatMap(([child, parents]) => [...parents].map((parent) => ({ parent, child }))),
    ({ parent }) => parent,
  );
  // What has nothing above it is taken away, until there is nothing, or circles are left.
  const done = [...left].filter(([, parents]) => parents.size === 0).map(([id]) => id);
  for (const id of done) {
    left.delete(id);
    for (const { child } of children.get(id) ?? []) {
      const parents = left.get(child);
      if (parents?.delete(id) && parents.size === 0) done.push(child);
    }
  }
  return [...left.keys()].flatMap((id) => shown.get(id) ?? []);
}
