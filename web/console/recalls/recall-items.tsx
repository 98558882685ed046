import { RECALL_TEXTS } from "../../plain/recall-texts.ts";
import { useConsole, useTexts } from "../app/context.ts";
import { ActForm } from "../parts/act-form.tsx";
import { Actions } from "../parts/actions.tsx";
import { Area, Field } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { List } from "../parts/list.tsx";
import { isMe, Party } from "../parts/party.tsx";
import { said } from "../parts/said.ts";
import { useFormat } from "../parts/use-format.ts";
import type { Recall, RecallItem } from "./recall.ts";
import { OWN_RECALL_TEXTS } from "./texts.ts";

/** The batches of a recall, page by page, with what their holders said. */
export function RecallItems(props: { readonly path: string; readonly recall: Recall; readonly onDone: () => void }) {
  const { path, recall, onDone } = props;
  const texts = useTexts(OWN_RECALL_TEXTS);
  return (
    <List<RecallItem, Recall>
      path={`${path}?limit=50`}
      items={({ items }) => items}
      empty={<p class="muted">{texts.emptyList}</p>}
    >
      {(items, reload) => (
        <ul class="entries">
          {items.map((item) => (
            <Item
              key={item.traceId}
              item={item}
              recall={recall}
              path={path}
              onDone={() => {
                reload();
                onDone();
              }}
            />
          ))}
        </ul>
      )}
    </List>
  );
}

function Item(props: {
  readonly item: RecallItem;
  readonly recall: Recall;
  readonly path: string;
  readonly onDone: () => void;
}) {
  const { item, recall, path, onDone } = props;
  const { me } = useConsole();
  const texts = useTexts(OWN_RECALL_TEXTS);
  const printed = useTexts(RECALL_TEXTS);
  const { amount, day } = useFormat();
  const { unit } = item;
  const isOwn = isMe(me, item.holder) || isMe(me, item.heldNowBy);
  const answer = {
    name: "answer",
    title: texts.answer,
    form: () => <Answer path={path} item={item} onDone={onDone} />,
  };
  return (
    <li class="sheet">
      <p>
        <Link to={`/batches/${item.traceId}`}>
          <span class="mono">{item.batchCode}</span>
        </Link>{" "}
        <span class="tag">{printed.markings[item.marking]}</span>{" "}
        {item.marked && <span class="tag">{printed.isMarked}</span>}
      </p>
      <p class="muted">
        {printed.remaining} {amount(item.remaining, unit)} · {printed.sold} {amount(item.sold, unit)}
        {item.addedAt && ` · ${texts.addedAt} ${day(item.addedAt)}`}
      </p>
      <p>
        <Party of={item.holder} />
        {item.heldNowBy.address !== item.holder.address && (
          <>
            {" "}
            → <Party of={item.heldNowBy} />
          </>
        )}
      </p>
      {item.acknowledgements.map((each) => (
        <p key={`${each.by} ${each.at}`}>
          {printed.said(amount(each.found, unit), amount(each.quarantined, unit), amount(each.destroyed, unit))}
          {each.note && ` – ${each.note}`} <span class="muted">{day(each.at)}</span>
        </p>
      ))}
      {item.acknowledgements.length === 0 && <p class="muted">{printed.silent}</p>}
      {isOwn && !recall.liftedAt && <Actions of={[answer]} />}
    </li>
  );
}

const AMOUNTS = ["found", "quarantined", "destroyed"] as const;

function Answer(props: { readonly path: string; readonly item: RecallItem; readonly onDone: () => void }) {
  const { path, item, onDone } = props;
  const texts = useTexts(OWN_RECALL_TEXTS);
  const body = (data: FormData) => ({
    traceId: item.traceId,
    ...Object.fromEntries(AMOUNTS.map((name) => [name, Number(said(data, name) || 0)])),
    note: said(data, "note"),
  });
  return (
    <ActForm
      path={`${path}/acknowledgements`}
      body={body}
      button={texts.answer}
      done={texts.answerDone}
      onDone={onDone}
    >
      {(errors) => (
        <>
          <p class="muted">{texts.answerHelp}</p>
          <div class="row">
            {AMOUNTS.map((name) => (
              <Field
                key={name}
                label={`${texts[name]} (${item.unit})`}
                name={name}
                type="number"
                min="0"
                step="any"
                inputMode="decimal"
                errors={errors}
              />
            ))}
          </div>
          <Area label={texts.note} name="note" errors={errors} />
        </>
      )}
    </ActForm>
  );
}
