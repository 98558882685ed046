import type { StatementReason } from "../../../../domain/records/apart.ts";
import { KindIcon } from "../../icons/kind-icon.tsx";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { currentVersion, type Step } from "../../story/step.ts";
import { trustOf } from "../../story/verdict.ts";
import { translate } from "../../texts/index.ts";
import { LineFailures } from "../checks/line-failures.tsx";
import { TrustBadge } from "../checks/trust-badge.tsx";
import { Notice } from "../notice.tsx";
import { InspectionBadge } from "../product/inspection-badge.tsx";
import { ActorLine } from "./actor-line.tsx";
import { ChainFacts } from "./chain-facts.tsx";
import { EarlierVersions } from "./earlier-versions.tsx";
import { StepDates } from "./step-dates.tsx";
import { VersionContent } from "./version-content.tsx";

/** One step of the journey, or, with the reason why it stands apart, a statement. */
export function StepCard({ step, apart }: { readonly step: Step; readonly apart?: StatementReason }) {
  const { story, checks, finished } = useJourney();
  const { texts } = useLocale();
  const current = currentVersion(step);
  const trust = trustOf(step, checks, finished);
  const amended = Number(current.line.args.amended);
  const isShown = story.steps.some(({ versions }) => versions.some(({ seq }) => seq === amended));
  const orphan =
    step.kind === "amendment" && (isShown ? texts.step.amendmentOfAnothers : texts.step.amendmentOfMissing)(amended);
  return (
    <li
      class={`step step-${trust}`}
      id={`line-${step.seq}`}
      data-testid="step"
      data-seq={step.seq}
      data-kind={step.kind}
      data-trust={trust}
    >
      <span class="step-icon">
        <KindIcon kind={step.kind} />
      </span>
      <article class="step-card">
        <header class="step-head">
          <p class="step-kind">
            {translate(texts.kinds, step.kind)}
            {apart && <span class="tag">{texts.statements[apart]}</span>}
            {step.versions.length > 1 && <span class="tag">{texts.step.revised}</span>}
          </p>
          <TrustBadge trust={trust} />
        </header>
        <StepDates step={step} />
        {step.verdict && (
          <InspectionBadge verdict={step.verdict} trust={trust}>
            {step.verdict === "pass" ? texts.step.passed : texts.step.failed}
          </InspectionBadge>
        )}
        {orphan && <p class="muted">{orphan}</p>}
        <LineFailures step={step} />
        {apart === "unreadable" ? (
          <Notice tone="quiet">{texts.step.unreadable}</Notice>
        ) : (
          <VersionContent version={current} kind={step.kind} />
        )}
        <ActorLine version={step.versions[0]} />
        <EarlierVersions step={step} />
        <ChainFacts versions={step.versions} />
      </article>
    </li>
  );
}
