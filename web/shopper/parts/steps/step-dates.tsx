import { isRecordedLate } from "../../../../domain/records/apart.ts";
import { useLocale } from "../../locale.ts";
import { formatDay, formatMoment, formatTime } from "../../story/format.ts";
import { amendmentReason, currentVersion, eventTimeOf, type Step } from "../../story/step.ts";

/** When it happened, as recorded, and when it was recorded, as the chain says. */
export function StepDates({ step }: { readonly step: Step }) {
  const { texts } = useLocale();
  const current = currentVersion(step);
  const original = step.versions[0];
  // An amendment's own time is when it was made.
  const eventTime = original.document?.eventTime;
  const reason = amendmentReason(current);
  const told = eventTimeOf(step);
  const isLate = told !== undefined && isRecordedLate(told, original.recordedAt * 1000);
  const time = eventTime && formatTime(eventTime, texts.locale);
  return (
    <div class="step-dates">
      {eventTime && (
        <time class={original.fault ? "step-day refuted" : "step-day"} dateTime={eventTime}>
          {formatDay(eventTime, texts.locale)} {time && <small>{time}</small>}
        </time>
      )}
      <p class={isLate ? "step-late" : "muted"}>
        {isLate
          ? texts.step.recordedLate(formatMoment(original.recordedAt, texts.locale))
          : texts.step.recordedAt(formatMoment(original.recordedAt, texts.locale))}
        {current !== original && (
          <> · {texts.step.revisedOn(formatMoment(current.recordedAt, texts.locale), current.seq)}</>
        )}
      </p>
      {reason && <p class="muted">{texts.step.revisedBecause(reason)}</p>}
    </div>
  );
}
