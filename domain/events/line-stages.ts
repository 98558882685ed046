/** How lines are told that are no event of a client's, by their kinds (domain/records/kinds.ts). */
export const LINE_STAGES: Readonly<Record<string, { readonly stage: string; readonly done: string }>> = {
  "custody-offer": { stage: "Hand-over", done: "Offered" },
  "custody-transfer": { stage: "Hand-over", done: "Handed over" },
  "custody-refusal": { stage: "Hand-over", done: "Refused" },
  "custody-cancellation": { stage: "Hand-over", done: "Taken back" },
  consumption: { stage: "Consumption", done: "Consumed" },
  split: { stage: "Processing", done: "Split" },
  transformation: { stage: "Processing", done: "Transformed" },
  recall: { stage: "Recall", done: "Recalled" },
  "recall-lifted": { stage: "Recall", done: "Recall lifted" },
  withdrawal: { stage: "Withdrawal", done: "Withdrawn" },
  commitment: { stage: "Certification", done: "Committed" },
  erasure: { stage: "Administration", done: "Erased" },
  opening: { stage: "Administration", done: "Contributions changed" },
};
