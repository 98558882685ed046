import { useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import type { ListedBatch } from "../batches/batch.ts";
import { amountOf } from "../batches/batch-list.tsx";
import { BATCH_TEXTS } from "../batches/texts.ts";
import { ActForm } from "../parts/act-form.tsx";
import { Area, Field } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { List } from "../parts/list.tsx";
import { said, saidOf } from "../parts/said.ts";
import { COMMON_TEXTS } from "../parts/texts.ts";
import type { HandOver } from "./offer.ts";
import { OFFER_TEXTS } from "./texts.ts";

/** The most batches of one hand-over. */
const MOST = 128;

/** Hands many of the batches that one holds over to somebody. */
export function HandOverForm() {
  const { go } = useConsole();
  const texts = useTexts(OFFER_TEXTS);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = (id: string, is: boolean) =>
    setChosen((before) => (is ? new Set([...before, id]) : new Set([...before].filter((each) => each !== id))));

  const body = (data: FormData) => {
    if (chosen.size === 0) throw new Error(texts.chooseFirst);
    const number = said(data, "paper");
    return {
      traceIds: [...chosen],
      to: said(data, "to"),
      ...saidOf(data, ["carrier", "note"]),
      ...(number && { references: [{ type: "desadv", number }] }),
    };
  };
  return (
    <>
      <p>
        <Link to="/offers">← {texts.title}</Link>
      </p>
      <h1>{texts.newHandOver}</h1>
      <section class="sheet" aria-labelledby="choose">
        <h2 id="choose">{texts.choose}</h2>
        <ChooseBatches chosen={chosen} onChoose={choose} />
        <p role="status">{texts.chosen(chosen.size)}</p>
      </section>
      <section class="sheet">
        <ActForm<HandOver>
          path="/v1/handovers"
          body={body}
          button={texts.submit}
          done={texts.kept}
          onDone={(handOver) => go(handOver ? `/offers/${handOver.id}` : "/offers")}
        >
          {(errors) => (
            <>
              <p class="muted">{texts.submitWhat}</p>
              <Field
                label={texts.recipient}
                help={texts.recipientHelp}
                name="to"
                errors={errors}
                required
                autocapitalize="none"
              />
              <Field label={texts.carrier} name="carrier" errors={errors} />
              <Field label={texts.paper} name="paper" errors={errors} />
              <Area label={texts.note} name="note" errors={errors} />
            </>
          )}
        </ActForm>
      </section>
    </>
  );
}

function ChooseBatches(props: {
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (id: string, is: boolean) => void;
}) {
  const { chosen, onChoose } = props;
  const texts = useTexts(OFFER_TEXTS);
  const { unknown, withheld } = useTexts(BATCH_TEXTS);
  const { locale } = useTexts(COMMON_TEXTS);
  const [search, setSearch] = useState("");
  const query = new URLSearchParams({ held: "true", limit: "50", ...(search && { search }) });
  return (
    <>
      <Field
        label={texts.search}
        help={texts.most(MOST)}
        name="search"
        type="search"
        value={search}
        onInput={({ currentTarget }) => setSearch(currentTarget.value)}
      />
      <List<ListedBatch> path={`/v1/traces?${query}`} empty={<p class="muted">{texts.none}</p>}>
        {(batches) => (
          <ul class="choices">
            {batches.map((batch) => (
              <li key={batch.id}>
                <label class="check">
                  <input
                    type="checkbox"
                    checked={chosen.has(batch.id)}
                    disabled={!chosen.has(batch.id) && chosen.size === MOST}
                    onChange={({ currentTarget }) => onChoose(batch.id, currentTarget.checked)}
                  />
                  <span>
                    <bdi>{batch.name ?? withheld}</bdi> <span class="mono">{batch.batchCode}</span>{" "}
                    {amountOf(batch, locale, unknown)}{" "}
                    {batch.status === "recalled" && <span class="tag tag-bad">{texts.recalled}</span>}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        )}
      </List>
    </>
  );
}
