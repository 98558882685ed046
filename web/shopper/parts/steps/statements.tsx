import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { StepCard } from "./step-card.tsx";

/** What nobody can read, or is dated before the batch: told, but no part of the journey. */
export function Statements() {
  const { statements } = useJourney().story;
  const { texts } = useLocale();
  if (statements.length === 0) return null;
  return (
    <section class="timeline statements" aria-labelledby="statements-title" data-testid="statements">
      <h2 id="statements-title">{texts.statements.title}</h2>
      <p class="muted">{texts.statements.intro}</p>
      <ol>
        {statements.map(({ step, reason }) => (
          <StepCard key={step.seq} step={step} apart={reason} />
        ))}
      </ol>
    </section>
  );
}
