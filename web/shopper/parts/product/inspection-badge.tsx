import type { ComponentChildren } from "preact";
import { Question, Tick, Warning } from "../../icons/signs.tsx";
import { isDoubtful, type Trust } from "../../story/verdict.ts";

/** An inspection's verdict on its line. A pass is green only as far as it can be trusted. */
export function InspectionBadge(props: {
  readonly verdict: "pass" | "fail";
  readonly trust: Trust;
  readonly children: ComponentChildren;
}) {
  const { verdict, trust } = props;
  const tone = verdict === "fail" ? "fail" : isDoubtful(trust) ? "doubtful" : "pass";
  return (
    <span class={`inspection inspection-${tone}`} data-testid="inspection" data-verdict={verdict}>
      {tone === "pass" ? <Tick /> : tone === "fail" ? <Warning /> : <Question />}
      {props.children}
    </span>
  );
}
