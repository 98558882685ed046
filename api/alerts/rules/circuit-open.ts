import type { Circuit, Judgement, Rule } from "../observations.ts";

/**
 * Calls to an external system do not get through. After a restart this is unknown until it answers again. Our own
 * webhook is left out: an alert about it could not be delivered.
 */
export const circuitOpen: Rule = ({ at, circuits }, { circuitOpen: patience }) => {
  const verdictOf = ({ name, openSince, answered }: Circuit): Judgement["verdict"] => {
    if (openSince === null) return answered ? "well" : "unknown";
    if (at.getTime() - openSince.getTime() <= patience) return "unknown";
    return {
      holds: 0,
      severity: "warning",
      title: { zh: `外部系统 ${name} 的调用已熔断`, en: `calls of ${name} do not pass` },
      details: { integration: name, openSince: openSince.toISOString() },
    };
  };
  const judgements = new Map<string, Judgement>();
  for (const circuit of circuits) {
    if (circuit.name === "alerts") continue;
    const verdict = verdictOf(circuit);
    const before = judgements.get(circuit.name)?.verdict;
    // A system may have several guards: the worst of them counts.
    if (before !== undefined && (typeof before === "object" || verdict === "well")) continue;
    judgements.set(circuit.name, { kind: "circuit-open", subject: circuit.name, verdict });
  }
  return [...judgements.values()];
};
