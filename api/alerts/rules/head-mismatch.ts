import type { Rule } from "../facts.ts";

/** The database says something else of a batch than the contract. That never comes right by waiting. */
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
              holds: 0,
              severity: "critical",
              title: { zh: "数据库与区块链上的批次记录不一致", en: "the database contradicts the chain" },
              details: { batches: heads.wrong },
            },
  },
];
