import { Warning } from "../../icons/signs.tsx";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { timelineOf } from "../../story/timeline.ts";
import { StepCard } from "./step-card.tsx";

/** The journey, line by line, with a gap wherever lines are missing. */
export function Timeline() {
  const { story, checks } = useJourney();
  const { texts } = useLocale();
  return (
    <section class="timeline" aria-labelledby="journey-title">
      <h2 id="journey-title">{texts.page.journey}</h2>
      <ol>
        {timelineOf(story.steps, checks).map((entry, index) =>
          entry.type === "step" ? (
            <StepCard key={`${entry.step.seq}/${index}`} step={entry.step} />
          ) : (
            <li key={`gap ${entry.first}`} class="step gap" data-testid="gap" data-seq={entry.first}>
              <span class="step-icon">
                <Warning />
              </span>
              <div class="step-card">
                <h3>{texts.step.gap(entry.first, entry.last)}</h3>
                <p>{texts.step.gapText}</p>
              </div>
            </li>
          ),
        )}
      </ol>
    </section>
  );
}
