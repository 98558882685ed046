import type { Rule } from "../observations.ts";

/** Milliseconds for which a head has to stay wrong: one answer from one node proves nothing. */
const AGAIN = 1_000;

/** The database and the contract disagree about a batch. */
export const headMismatch: Rule = ({ heads }) => [
  {
    kind: "head-mismatch",
    subject: "",
    verdict:
      heads === undefined
        ? "unknown"
        : heads.wrong.length === 0
          ? "well"
          : {
              holds: AGAIN,
              severity: "critical",
              title: { zh: "数据库与区块链上的批次记录不一致", en: "the database contradicts the chain" },
              details: { batches: heads.wrong },
            },
  },
];
