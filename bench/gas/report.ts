import { markdownTable, ratio, showCount, showRatio } from "../table.ts";

/** What is done, whoever does it: contenders are compared within one act only. */
export const ACTS = {
  step: "One step",
  signedStep: "One step, signed by its actor, brought and paid by another",
  steps: "100 steps in one transaction",
  signedSteps: "100 signed steps in one transaction",
  creation: "One creation",
  signedCreation: "One creation, signed and brought",
  creations: "100 creations in one transaction",
  inspection: "One inspection",
  signedInspection: "One inspection, signed and brought",
  correction: "One correction of an earlier line",
  signedCorrection: "One correction, signed and brought",
  offer: "One offer of custody",
  acceptance: "One acceptance of an offer",
  refusal: "One refusal of an offer",
  cancellation: "One offer taken back",
  handOver: "One hand-over, signed by the custodian",
  recall: "One recall",
  lift: "One recall lifted",
  withdrawal: "One withdrawal",
  split: "One split into three",
  transformation: "One transformation of two into one",
  readings: "1,000 readings under one root",
} as const;

/** An act. */
export type Act = keyof typeof ACTS;

/** One measurement: gas a line (an attestation, a step, a reading). */
export interface Measurement {
  readonly act: Act;
  readonly how: string;
  readonly gas: number;
}

/** What we set out to stay within, by what is measured. */
const TARGETS: Readonly<Record<string, number>> = {
  "Suyuan `create`": 80_000,
  "Suyuan `create` in a multicall": 57_000,
  "Suyuan `record`": 45_000,
  "Suyuan `recordBySig`": 55_000,
  "Suyuan `recordSeries`": 4_800,
  "Suyuan `inspect`": 45_000,
  "Suyuan `takeCustody`": 52_000,
  "Suyuan `split`": 200_000,
  "Suyuan `anchor`": 60,
};

/** A target, and by how much it is missed. */
function showTarget({ how, gas }: Measurement): string {
  const target = TARGETS[how];
  if (target === undefined) return "";
  return gas <= target ? `≤ ${showCount(target)}` : `≤ ${showCount(target)}: ${showCount(gas - target)} over`;
}

/** The measurements by act; within each, ratios to `ours`'s first. An act that only others do is left out. */
export function gasTable(ours: readonly Measurement[], peers: readonly Measurement[]): string {
  const rows: string[][] = [];
  for (const act of Object.keys(ACTS) as Act[]) {
    const [reference, ...more] = ours.filter((measurement) => measurement.act === act);
    if (!reference) continue;
    const others = peers.filter((measurement) => measurement.act === act);
    for (const [index, each] of [reference, ...more, ...others].entries()) {
      const first = index === 0 ? ACTS[act] : "";
      rows.push([first, each.how, showCount(each.gas), showRatio(ratio(each.gas, reference.gas)), showTarget(each)]);
    }
  }
  return markdownTable(["act", "by", "gas a line", "to ours", "target"], rows, 2);
}
