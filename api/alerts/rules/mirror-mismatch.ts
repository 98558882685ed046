import type { Rule } from "../observations.ts";

/** Milliseconds for which it has to stay so: one answer from one node proves nothing. */
const AGAIN = 1_000;

/** The mirror's count of lines, or the hash chain over them, is not the contract's as of the same block. */
export const mirrorMismatch: Rule = ({ agrees, mirror }) => [
  {
    kind: "mirror-mismatch",
    subject: "",
    verdict:
      agrees === undefined
        ? "unknown"
        : agrees
          ? "well"
          : {
              holds: AGAIN,
              severity: "critical",
              title: { zh: "数据库读到的记录行与合约不一致", en: "the lines in the database are not the contract's" },
              details: { block: mirror?.block ?? null, lines: mirror?.lines ?? null },
            },
  },
];
