import type { Rule } from "../observations.ts";

/** An accepted write has no line in the mirror, however often it was sent. */
export const operationStuck: Rule = ({ at, unfinished }, { operationAge }) => [
  {
    kind: "operation-stuck",
    subject: "",
    verdict:
      !unfinished || at.getTime() - unfinished.since.getTime() <= operationAge
        ? "well"
        : {
            holds: 0,
            severity: "critical",
            title: { zh: "写入操作长时间未上链", en: "a write does not reach the chain" },
            details: {
              operation: unfinished.id,
              state: unfinished.state,
              acceptedAt: unfinished.since.toISOString(),
            },
          },
  },
];
