import { useEffect, useRef } from "preact/hooks";
import type { ReadingsSummary } from "../../../../domain/records/readings.ts";
import { seqOf } from "../../../../proof/check-lines.ts";
import type { ProofLine } from "../../../../proof/proof.ts";
import { useJourney } from "../../journey.ts";
import { late } from "../../late.ts";
import { useLocale } from "../../locale.ts";

/** What sensors read, by a script that is fetched then: few journeys have any. */
export function StepReadings({ readings, seq }: { readonly readings: ReadingsSummary; readonly seq: number }) {
  const { files, proof } = useJourney();
  const { language, texts } = useLocale();
  const into = useRef<HTMLDivElement>(null);
  const bytes = files.get(readings.file);
  const root = rootAt(proof.lines, seq);
  useEffect(() => {
    const place = into.current as HTMLDivElement;
    late("readings").then(
      ({ showReadings }) => showReadings(place, { readings, bytes, root, language, locale: texts.locale }),
      () => {
        place.textContent = texts.page.offlineText;
      },
    );
  }, [readings, bytes, root, language]);
  return <div ref={into} class="readings" />;
}

/** The root that stands on a line, or on the one that it amends. */
function rootAt(lines: readonly ProofLine[], seq: number): string {
  const args = lines.find((line) => seqOf(line) === seq)?.args ?? {};
  return args.amended === undefined ? String(args.root) : rootAt(lines, Number(args.amended));
}
