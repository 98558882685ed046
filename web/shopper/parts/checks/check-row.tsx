import type { Check } from "../../../../proof/check.ts";
import { describeCheck } from "../../../../proof/messages.ts";
import { useLocale } from "../../locale.ts";
import { lineAnchor } from "../../story/step.ts";
import { isUnanswered } from "../../story/verdict.ts";

/** One check: its outcome, and for a failure both values to compare. */
export function CheckRow({ check }: { readonly check: Check }) {
  const { language, texts } = useLocale();
  const { panel } = texts;
  const tone = isUnanswered(check) ? "unanswered" : check.outcome;
  return (
    <li
      class={`check check-${tone}`}
      data-testid="check"
      data-check={check.name}
      data-outcome={check.outcome}
      data-reason={check.reason}
      data-seq={check.seq}
    >
      <p>
        {check.seq === undefined ? (
          describeCheck(check, language)
        ) : (
          <a href={`#${lineAnchor(check.seq, check.index)}`}>{describeCheck(check, language)}</a>
        )}
      </p>
      {check.outcome === "failed" && (
        <dl class="facts">
          <Value name={panel.expected} value={check.expected} />
          <Value name={panel.found} value={check.actual} />
          {check.name !== "attachment" && <Value name={panel.about} value={check.subject} />}
        </dl>
      )}
    </li>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: string | undefined }) {
  if (!value) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd class="mono">{value}</dd>
    </div>
  );
}
