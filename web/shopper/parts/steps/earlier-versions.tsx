import { useLocale } from "../../locale.ts";
import { formatMoment } from "../../story/format.ts";
import { amendmentReason, earlierVersions, type Step } from "../../story/step.ts";
import { VersionContent } from "./version-content.tsx";

/** Earlier versions: still on chain, and still readable. */
export function EarlierVersions({ step }: { readonly step: Step }) {
  const { texts } = useLocale();
  const earlier = earlierVersions(step);
  if (earlier.length === 0) return null;
  return (
    <details class="fold earlier" data-testid="earlier">
      <summary>{texts.step.earlier(earlier.length)}</summary>
      {earlier.map((version) => (
        <section key={version.seq}>
          <p class="muted">{texts.step.recordedAt(formatMoment(version.recordedAt, texts.locale))}</p>
          {amendmentReason(version) && <p class="muted">{texts.step.revisedBecause(amendmentReason(version))}</p>}
          <VersionContent version={version} kind={step.kind} />
        </section>
      ))}
    </details>
  );
}
