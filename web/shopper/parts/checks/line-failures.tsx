import { describeCheck } from "../../../../proof/messages.ts";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import type { Step } from "../../story/step.ts";
import { checksOfStep, isRefuted } from "../../story/verdict.ts";
import { Notice } from "../notice.tsx";

/** What is wrong with a step's lines, apart from their documents, which carry their own notice. */
export function LineFailures({ step }: { readonly step: Step }) {
  const { checks } = useJourney();
  const { language } = useLocale();
  const failures = checksOfStep(step, checks).filter(
    (check) => isRefuted(check) && check.name !== "document" && check.name !== "binding",
  );
  if (failures.length === 0) return null;
  return (
    <Notice tone="bad">
      {failures.map((check, index) => (
        <p key={index}>{describeCheck(check, language)}</p>
      ))}
    </Notice>
  );
}
