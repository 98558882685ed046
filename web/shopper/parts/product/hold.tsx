import { isolated } from "../../../../domain/shared/foreign-text.ts";
import { Warning } from "../../icons/signs.tsx";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { formatMoment } from "../../story/format.ts";

/** That the batch is on hold: by whose word, why, and until when. */
export function Hold() {
  const { hold } = useJourney().story;
  const { texts } = useLocale();
  if (!hold) return null;
  const { line, reason, until } = hold;
  return (
    <div class="warnings" role="alert" data-testid="hold">
      <section class="warning" data-warning="hold">
        <Warning />
        <div>
          <strong>{hold.isOfficial ? texts.hold.official : texts.hold.own}</strong>
          {reason && <p>{texts.hold.reason(isolated(reason))}</p>}
          {until && <p>{texts.hold.until(formatMoment(until.getTime() / 1000, texts.locale))}</p>}
          <p>
            <a href={`#line-${line.seq}`}>
              {texts.hold.by(
                isolated(line.actor.name ?? line.actor.address),
                formatMoment(line.recordedAt, texts.locale),
              )}
            </a>
          </p>
        </div>
      </section>
    </div>
  );
}
