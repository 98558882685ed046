import { NOTICES } from "../../../../domain/names/notices.ts";
import { isolated } from "../../../../domain/shared/foreign-text.ts";
import { Cross, Warning } from "../../icons/signs.tsx";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { formatMomentDay } from "../../story/format.ts";
import type { Step } from "../../story/step.ts";

/** The headline of a batch that is recalled, failed an inspection or was withdrawn: before everything else. */
export function Warnings() {
  const { story } = useJourney();
  const { language, texts } = useLocale();
  if (story.warnings.length === 0) return null;
  return (
    <div class="warnings" role="alert" data-testid="warnings">
      {story.warnings.map((name) => (
        <section key={name} class={`warning warning-${name}`} data-warning={name}>
          {name === "recalled" ? <Cross /> : <Warning />}
          <div>
            <strong>{NOTICES[name][language]}</strong>
            {name === "failed" && <Inspections steps={story.fails} say={texts.hero.failedBy} />}
            {name === "failed" && story.passesBeside.length > 0 && (
              <>
                <p>{texts.hero.passesBeside}</p>
                <Inspections steps={story.passesBeside} say={texts.hero.passedBy} />
              </>
            )}
          </div>
        </section>
      ))}
    </div>
  );
}

/** Who inspected, and when, each with a link to the step. */
function Inspections(props: { readonly steps: readonly Step[]; readonly say: (name: string, date: string) => string }) {
  const { texts } = useLocale();
  return (
    <ul>
      {props.steps.map(({ seq, versions: [{ actor, recordedAt }] }) => (
        <li key={seq}>
          <a href={`#line-${seq}`}>
            {props.say(isolated(actor.name ?? actor.address), formatMomentDay(recordedAt, texts.locale))}
          </a>
        </li>
      ))}
    </ul>
  );
}
