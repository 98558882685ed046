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
  handOver: "One hand-over by consent",
  handOvers: "100 hand-overs by one consent",
  recall: "One recall",
  recalls: "100 recalls in one transaction",
  lift: "One recall lifted",
  withdrawal: "One withdrawal",
  consumption: "One consumption",
  opening: "One batch opened to others",
  split: "One split into three",
  transformation: "One transformation of two into one",
  readings: "1,000 readings under one root",
  role: "One role granted",
  profile: "One account described",
  party: "One party admitted, or agent added",
  namespace: "One namespace given",
  move: "One account moved",
  nonce: "One signature voided",
} as const;

/** An act. */
export type Act = keyof typeof ACTS;

/** One measurement: gas a line (an attestation, a step, a reading). */
export interface Measurement {
  readonly act: Act;
  readonly how: string;
  readonly gas: number;
}

/** What each act may cost at most, by what is measured. */
const DEMANDS: Readonly<Record<string, number>> = {
  "Suyuan `record`": 41_000,
  "Suyuan `record`, brought": 54_000,
  "Suyuan `record` by the holder, on a named batch": 43_300,
  "Suyuan `record` by the holder, on a named batch, brought": 56_500,
  "Suyuan `record` by a party": 45_500,
  "Suyuan `record` by a party, brought": 58_500,
  "Suyuan `record` by an agent": 45_500,
  "Suyuan `record` by an agent, brought": 58_500,
  "Suyuan `record` in a multicall, of 100 batches": 14_500,
  "Suyuan `record` in a multicall, of one batch": 9_500,
  "Suyuan `record` brought together, of 100 batches": 22_800,
  "Suyuan `recordSeries`": 1_550,
  "Suyuan `inspect`": 41_200,
  "Suyuan `inspect`, brought": 54_500,
  "Suyuan `create`": 83_500,
  "Suyuan `create`, brought": 96_500,
  "Suyuan `create` in a namespace": 87_000,
  "Suyuan `offerCustody`": 63_500,
  "Suyuan `acceptCustody`": 44_300,
  "Suyuan `takeMany` of 100": 17_500,
  "Suyuan `split`": 213_000,
  "Suyuan `transform`": 131_000,
  "Suyuan `consume`": 44_000,
  "Suyuan `recall`": 40_500,
  "Suyuan `orderRecall`": 40_500,
  "Suyuan `recall` by the maker": 45_000,
  "Suyuan `recallMany` of 100": 12_000,
  "Suyuan `recallMany` of 100 by the maker": 12_000,
  "Suyuan `recallMany` of 100 by order": 12_000,
  "Suyuan `grantRole`": 80_000,
  "Suyuan `describeAccount`": 31_000,
  "Suyuan `setParty`": 58_500,
  "Suyuan `setAgent`": 58_500,
};

/** A demand, and by how much it is missed. */
function showDemand({ how, gas }: Measurement): string {
  const demand = DEMANDS[how];
  if (demand === undefined) return "";
  return gas <= demand ? `≤ ${showCount(demand)}` : `≤ ${showCount(demand)}: ${showCount(gas - demand)} over`;
}

/** What is demanded and not measured: a demand that nothing is held against is none. */
export function unmeasuredDemands(measured: readonly Measurement[]): string[] {
  return Object.keys(DEMANDS).filter((how) => !measured.some((each) => each.how === how));
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
      rows.push([first, each.how, showCount(each.gas), showRatio(ratio(each.gas, reference.gas)), showDemand(each)]);
    }
  }
  return markdownTable(["act", "by", "gas a line", "to ours", "demand"], rows, 2);
}
