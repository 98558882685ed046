import { useEffect, useRef } from "preact/hooks";
import type { ReadingsSummary } from "../../../../domain/records/readings.ts";
import { useJourney } from "../../journey.ts";
import { lateParts } from "../../late.ts";
import { useLocale } from "../../locale.ts";

/** What sensors read, by a script that is fetched then: few journeys have any. */
export function StepReadings({ readings, seq }: { readonly readings: ReadingsSummary; readonly seq: number }) {
  const { files, proof } = useJourney();
  const { language, texts } = useLocale();
  const into = useRef<HTMLDivElement>(null);
  const bytes = files.get(readings.file);
  useEffect(() => {
    const place = into.current as HTMLDivElement;
    lateParts().then(
      ({ showReadings }) => showReadings(place, { readings, bytes, proof, seq, language, locale: texts.locale }),
      () => {
        place.textContent = texts.page.offlineText;
      },
    );
  }, [readings, bytes, language]);
  return <div ref={into} class="readings" />;
}
