import { type Check, notShown } from "../../../../proof/check.ts";
import { describeCheck } from "../../../../proof/messages.ts";
import { Broken, Cross, Leaf, Tick, Warning } from "../../icons/signs.tsx";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { isRefuted, type Verdict } from "../../story/verdict.ts";

const SIGNS = { checking: Leaf, verified: Tick, incomplete: Warning, failed: Cross, unreachable: Broken } as const;

/** The one verdict on the whole journey: green for a batch that nothing speaks against, and for no other. */
export function VerdictCard(props: {
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
  readonly done: number;
  readonly expected: number;
}) {
  const { texts } = useLocale();
  const { story } = useJourney();
  const { outcome } = props.verdict;
  const look = outcome === "verified" && story.warnings.length > 0 ? "plain" : outcome;
  const Sign = SIGNS[outcome];
  return (
    <section class={`verdict verdict-${look}`} data-testid="verdict" data-outcome={outcome}>
      <span class="verdict-sign">
        <Sign />
      </span>
      <div class="verdict-text">
        <div role="status" aria-live="polite">
          <h2>{texts.verdict[outcome]}</h2>
          <Explanation verdict={props.verdict} checks={props.checks} />
        </div>
        {outcome === "checking" && (
          <>
            <p>{texts.verdict.checkingText(props.done, props.expected)}</p>
            <progress value={props.done} max={props.expected} aria-label={texts.verdict.checking} />
          </>
        )}
        {(outcome === "verified" || outcome === "incomplete") && (
          <p class="verdict-limit">
            {texts.verdict.limit} <a href="#limits">{texts.panel.limitsTitle}</a>
          </p>
        )}
        <a href="#verification">{outcome === "failed" ? texts.verdict.failedLink : texts.verdict.link}</a>
      </div>
    </section>
  );
}

function Explanation({ verdict, checks }: { readonly verdict: Verdict; readonly checks: readonly Check[] }) {
  const { language, texts } = useLocale();
  const withheld = checks.filter((check) => check.outcome === "withheld").length;
  const others = checks.filter(isRefuted).length - 1;
  switch (verdict.outcome) {
    case "checking":
      return null;
    case "verified":
      return (
        <p>
          {texts.verdict.verifiedText(checks.length)} {withheld > 0 && texts.verdict.withheldText(withheld)}
        </p>
      );
    case "incomplete":
      return <p>{texts.verdict.incompleteText(notShown(checks).length)}</p>;
    case "failed":
      return (
        <p>
          <strong>{verdict.failure && describeCheck(verdict.failure, language)}</strong>{" "}
          {others > 0 && texts.verdict.more(others)}
        </p>
      );
    case "unreachable":
      return <p>{texts.verdict.unreachableText}</p>;
  }
}
