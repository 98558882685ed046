import { translate } from "../../../domain/names/translate.ts";
import { capacityOf } from "../../../domain/records/capacity.ts";
import { rolesIn } from "../../../domain/shared/roles.ts";
import { describeName } from "../../../proof/name-messages.ts";
import type { LineName } from "../../../proof/names.ts";
import { Cross, Tick } from "../../shopper/icons/signs.tsx";
import { useLocale } from "../../shopper/locale.ts";
import { formatMoment } from "../../shopper/story/format.ts";
import { lineAnchor } from "../../shopper/story/step.ts";
import { useDesk, useTexts } from "../app/context.ts";
import { Fact } from "../parts/fact.tsx";
import { Link } from "../parts/link.tsx";
import { HashTable } from "./hash-table.tsx";
import { isAsExpected, type RecomputedLine } from "./recompute.ts";
import { BATCH_TEXTS } from "./texts.ts";

/** One line: who said it in which capacity, where it stands, and each of its hashes. */
export function LineCard(props: {
  readonly line: RecomputedLine;
  readonly name: LineName | undefined;
  readonly isOpen: boolean;
  /** Whether it names the file that was dropped. */
  readonly isOfFile: boolean;
}) {
  const { line: recomputed, name, isOpen, isOfFile } = props;
  const { line, seq, kind, log, rows } = recomputed;
  const { language, locale } = useDesk();
  const { kinds, roles, step } = useLocale().texts;
  const texts = useTexts(BATCH_TEXTS);
  const isWrong = !log || rows.some((row) => isAsExpected(row) === false);
  const actor = String(line.args.actor);
  const held = rolesIn(Number(line.args.roles)).map((role) => translate(roles, role));
  return (
    <details class="sheet line" id={lineAnchor(seq, undefined)} open={isOpen || isWrong || isOfFile}>
      <summary class={isWrong ? "bad" : undefined}>
        {isWrong ? <Cross /> : <Tick />}
        <span>
          <strong>{texts.line(seq)}</strong> · {translate(kinds, kind)}
        </span>
        <span class="muted">{formatMoment(Number(line.args.timestamp), locale)}</span>
      </summary>
      {isOfFile && <p class="notice notice-good">{texts.ofFile}</p>}
      <dl class="facts">
        <Fact name={texts.who}>{name ? describeName(name, language) : actor}</Fact>
        <Fact name={texts.capacity}>{step.capacities[capacityOf(line.args)] || texts.noCapacity}</Fact>
        <Fact name={texts.roles}>{held.join(", ") || texts.noRoles}</Fact>
        <Fact name={texts.place}>{texts.placed(String(line.args.line), String(line.blockNumber))}</Fact>
        <Fact name={texts.transaction}>
          <Link class="mono" to={`/transactions/${line.transactionHash}`}>
            {line.transactionHash}
          </Link>
        </Fact>
      </dl>
      <HashTable seq={seq} rows={rows} />
      <details class="fold">
        <summary>{texts.log}</summary>
        <pre class="mono">
          {[
            `${line.event} ${JSON.stringify(line.args, null, 2)}`,
            ...(log?.topics.map((topic, index) => `topic ${index}  ${topic}`) ?? []),
            `data     ${log?.data ?? "–"}`,
          ].join("\n")}
        </pre>
      </details>
    </details>
  );
}
