import { BASES, type Collected, PROMISE } from "../../../../domain/commitments/commitment.ts";
import { translate } from "../../../../domain/names/translate.ts";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { type CommitmentStory, commitmentsOf } from "../../story/commitments.ts";
import { formatDay } from "../../story/format.ts";
import { currentVersion, lineAnchor } from "../../story/step.ts";
import { trustOf } from "../../story/verdict.ts";
import { COMMITMENT_TEXTS } from "../../texts/commitments.ts";
import { TrustBadge } from "../checks/trust-badge.tsx";

/** What holders of the batch promise of it. */
export function Commitments() {
  const { story } = useJourney();
  const words = COMMITMENT_TEXTS[useLocale().language];
  const commitments = commitmentsOf(story.steps);
  if (commitments.length === 0) return null;
  return (
    <section class="commitments" aria-labelledby="commitments-title" data-testid="commitments">
      <h2 id="commitments-title">{words.title}</h2>
      <p class="muted">{words.intro}</p>
      {commitments.map((each) => (
        <Commitment key={each.step.seq} told={each} />
      ))}
    </section>
  );
}

function Commitment({ told: { step, committed, isOutdated } }: { readonly told: CommitmentStory }) {
  const { story, checks, finished } = useJourney();
  const { language, texts } = useLocale();
  const words = COMMITMENT_TEXTS[language];
  const refuted = currentVersion(step).fault !== undefined || step.versions[0].fault !== undefined;
  const { number, promise, basis, collected } = committed;
  const rows: readonly (readonly [string, string])[] = [
    [words.product, committed.product],
    [words.quantity, `${committed.quantity} ${translate(texts.units, committed.unit)}`],
    [words.place, committed.place],
    [words.basis, language === "zh" ? basis.join("、") : basis.map((each) => `${BASES[each]} (${each})`).join(", ")],
    [words.issued, formatDay(committed.issuedAt.toISOString(), texts.locale)],
    [words.subject, committed.subject],
    [words.contact, committed.contact],
    [words.number, number],
    ...collected.map((each) => [words.collected, collectedWords(each)] as const),
  ];
  return (
    <article class="commitment" data-testid="commitment">
      {story.warnings.length > 0 && <p class="bad">{words.ended}</p>}
      {isOutdated && <p class="bad">{words.outdated}</p>}
      <div class={refuted ? "refuted" : undefined}>
        <blockquote lang="zh-CN">{promise}</blockquote>
        {language === "en" && promise === PROMISE.zh && <p class="muted">{PROMISE.en}</p>}
        <dl class="facts">
          {rows.map(([name, value]) => (
            <div key={`${name} ${value}`}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <p class="commitment-foot">
        <a href={`#${lineAnchor(step.seq, step.part?.index)}`}>
          <TrustBadge trust={trustOf(step, checks, finished)} />
        </a>
        <a href={`/commitments/${number}.pdf`}>{words.paper}</a>
      </p>
    </article>
  );
}

function collectedWords(each: Collected): string {
  return "number" in each ? `${each.number} · ${each.product} · ${each.subject}` : each.title;
}
