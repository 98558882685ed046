import { RECALL_TEXTS } from "../../plain/recall-texts.ts";
import { useTexts } from "../app/context.ts";
import { Facts } from "../parts/facts.tsx";
import { useFormat } from "../parts/use-format.ts";
import type { Amounts, Recall } from "./recall.ts";

/** How far a recall is, in figures; and how it went, for who began it. */
export function RecallFigures({ recall }: { readonly recall: Recall }) {
  const texts = useTexts(RECALL_TEXTS);
  const { number, amount, time } = useFormat();
  const { summary, report, outsiders = [] } = recall;
  const sums = (amounts: Amounts) =>
    Object.entries(amounts)
      .map(([unit, sum]) => amount(sum, unit))
      .join(", ");
  const seconds = (milliseconds: number | null) =>
    milliseconds !== null && texts.seconds(number(Math.round(milliseconds / 100) / 10));
  return (
    <>
      <section class="sheet" aria-labelledby="figures">
        <h2 id="figures">{texts.figures}</h2>
        <dl class="figures">
          {(["remaining", "sold", "found", "quarantined", "destroyed"] as const).map((name) => (
            <div key={name}>
              <dt>{texts[name]}</dt>
              <dd>{sums(summary[name]) || texts.nothing}</dd>
            </div>
          ))}
        </dl>
        <Facts
          of={[
            [texts.batches, number(summary.batches)],
            [texts.holders, number(summary.holders)],
            [texts.marked, !recall.drill && texts.markedOf(number(summary.marked), number(summary.toMark))],
            [texts.notices, number(summary.notices)],
            [texts.acknowledged, number(summary.acknowledged)],
          ]}
        />
      </section>
      {report && (
        <section class="sheet" aria-labelledby="report">
          <h2 id="report">{texts.report}</h2>
          <Facts
            of={[
              [texts.told, number(report.told)],
              [texts.untold, number(report.untold)],
              [texts.untilTold, seconds(report.untilTold)],
              [texts.untilAnswered, seconds(report.untilAnswered)],
              [texts.answered, texts.percent(number(report.answered))],
              [
                texts.found,
                Object.entries(report.found)
                  .map(([unit, share]) => `${unit}: ${texts.percent(number(share))}`)
                  .join(", "),
              ],
            ]}
          />
        </section>
      )}
      {outsiders.length > 0 && (
        <section class="sheet" aria-labelledby="outsiders">
          <h2 id="outsiders">{texts.outsiders}</h2>
          <ul>
            {outsiders.map(({ name, email, toldAt, said }) => (
              <li key={email}>
                <bdi>{name}</bdi> · {email}
                {toldAt && ` · ${time(toldAt)}`} ·{" "}
                {said ? [said.found, said.note].filter(Boolean).join(" – ") : texts.silent}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
