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
  handOver: "One hand-over, signed by the custodian",
  recall: "One recall",
  split: "One split into three",
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

/** The measurements by act; within each, ratios to `ours`'s first. An act that only others do is left out. */
export function gasTable(ours: readonly Measurement[], peers: readonly Measurement[]): string {
  const rows: string[][] = [];
  for (const act of Object.keys(ACTS) as Act[]) {
    const [reference, ...more] = ours.filter((measurement) => measurement.act === act);
    if (!reference) continue;
    const others = peers.filter((measurement) => measurement.act === act);
    for (const [index, { how, gas }] of [reference, ...more, ...others].entries()) {
      rows.push([index === 0 ? ACTS[act] : "", how, showCount(gas), showRatio(ratio(gas, reference.gas))]);
    }
  }
  return markdownTable(["act", "by", "gas a line", "to ours"], rows, 2);
}
