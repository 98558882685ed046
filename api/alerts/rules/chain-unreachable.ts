import type { Rule } from "../observations.ts";

/** The chain's node does not answer. */
export const chainUnreachable: Rule = ({ head }, { chainFor }) => [
  {
    kind: "chain-unreachable",
    subject: "",
    verdict:
      head !== undefined
        ? "well"
        : {
            holds: chainFor,
            severity: "critical",
            title: { zh: "区块链节点无响应", en: "the chain's node does not answer" },
            details: {},
          },
  },
];
