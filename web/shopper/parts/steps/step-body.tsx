import { gainsRecorded } from "../../../../domain/lineage/gains.ts";
import type { StepDescription } from "../../../../domain/records/record-document.ts";
import { describeGain } from "../../../../proof/gain-messages.ts";
import { Pin } from "../../icons/signs.tsx";
import { useLocale } from "../../locale.ts";
import type { Version } from "../../story/version.ts";
import { translate } from "../../texts/index.ts";
import { Notice } from "../notice.tsx";
import { DetailsTable } from "./details-table.tsx";
import { StepReadings } from "./step-readings.tsx";
import { StepTrade } from "./step-trade.tsx";

/** A step's content, as a version of it states it. */
export function StepBody({
  step,
  kind,
  version,
}: {
  readonly step: StepDescription;
  readonly kind: string;
  readonly version: Version;
}) {
  const { language, texts } = useLocale();
  return (
    <>
      <h3>{step.title || translate(texts.kinds, kind)}</h3>
      {step.description && <p>{step.description}</p>}
      {step.location && (
        <p class="place">
          <Pin />
          <span class="visually-hidden">{texts.step.at}</span>
          {step.location}
        </p>
      )}
      {gainsRecorded(step.details).map((gain) => (
        <Notice key={gain.unit} tone="bad">
          {describeGain(gain, language)}
        </Notice>
      ))}
      <DetailsTable values={step.details} />
      <StepTrade step={step} />
      {step.readings && <StepReadings readings={step.readings} seq={version.seq} />}
      {step.operator.name && step.operator.name !== version.actor.name && (
        <p class="muted">
          {texts.step.operator}: <bdi>{step.operator.name}</bdi>
        </p>
      )}
    </>
  );
}
