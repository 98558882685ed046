import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { formatDay, formatMomentDay } from "../../story/format.ts";
import { currentVersion } from "../../story/step.ts";
import { trustOf } from "../../story/verdict.ts";
import { InspectionBadge } from "./inspection-badge.tsx";

/** The latest inspection; while a fail stands, that is said before everything, and no later pass beside it here. */
export function InspectionSummary() {
  const { story, checks, finished } = useJourney();
  const { texts } = useLocale();
  const step = story.latestInspection;
  if (!step?.verdict || story.fails.length > 0) return null;
  const current = currentVersion(step);
  const stated = current.fault ? undefined : current.document?.eventTime;
  const date = stated
    ? formatDay(stated, texts.locale)
    : texts.hero.recordedOn(formatMomentDay(step.versions[0].recordedAt, texts.locale));
  return (
    <a class="inspection-summary" href={`#line-${step.seq}`}>
      <InspectionBadge verdict={step.verdict} trust={trustOf(step, checks, finished)}>
        {step.verdict === "pass" ? texts.hero.inspectionPassed(date) : texts.hero.inspectionFailed(date)}
      </InspectionBadge>
    </a>
  );
}
