import { useState } from "preact/hooks";
import { en as englishNames } from "../../../../domain/names/en.ts";
import { translate } from "../../../../domain/names/translate.ts";
import { valueName } from "../../../../domain/names/values.ts";
import { zh as chineseNames } from "../../../../domain/names/zh.ts";
import { useConsole, useTexts } from "../../app/context.ts";
import { COMMON_TEXTS } from "../../parts/texts.ts";
import type { Batch, Event } from "../batch.ts";
import { AmendForm, isAmendable } from "./amend-form.tsx";
import { JOURNEY_TEXTS } from "./texts.ts";

/** One step: what it says, what it said before, where it stands on chain; and its amendment, for who wrote it. */
export function Step(props: { readonly batch: Batch; readonly event: Event; readonly onDone: () => void }) {
  const { batch, event, onDone } = props;
  const { me } = useConsole();
  const texts = useTexts(JOURNEY_TEXTS);
  const names = useTexts({ en: englishNames, zh: chineseNames });
  const { locale } = useTexts(COMMON_TEXTS);
  const [isOpen, setOpen] = useState(false);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  return (
    <li data-testid="step">
      <p>
        <time class="muted" dateTime={event.date}>
          {day.format(new Date(event.date))}
        </time>{" "}
        <strong>
          <bdi>{event.withheld ? texts.withheld : event.title || translate(names.kinds, event.type)}</bdi>
        </strong>{" "}
        {event.status && <span class={event.status === "failed" ? "tag tag-bad" : "tag"}>{texts[event.status]}</span>}{" "}
        {event.amendedBy && <span class="tag">{texts.amended}</span>}
      </p>
      {event.description && <p>{event.description}</p>}
      <Details details={event.details} />
      <p class="muted">
        {texts.by} <bdi>{event.actor.name ?? event.actor.address}</bdi>
        {event.location && <> · {event.location}</>}
        {" · "}
        <span data-testid="chain-status">{translate(texts.chain, event.chain.status)}</span>
      </p>
      {event.attachments.map(({ id, url, title }) => (
        <p key={id}>
          <a href={url} target="_blank" rel="noopener">
            {title || texts.file}
          </a>
        </p>
      ))}
      {event.history && event.history.length > 0 && <History event={event} history={event.history} />}
      {isAmendable(event, batch, me) && (
        <button type="button" class="button-quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {texts.amend}
        </button>
      )}
      {isOpen && (
        <div class="sheet">
          <AmendForm batch={batch} event={event} onDone={onDone} />
        </div>
      )}
    </li>
  );
}

/** What was said before, and why it was amended. */
function History({ event, history }: { readonly event: Event; readonly history: NonNullable<Event["history"]> }) {
  const texts = useTexts(JOURNEY_TEXTS);
  const { locale } = useTexts(COMMON_TEXTS);
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  return (
    <details>
      <summary>{texts.history(history.length)}</summary>
      {event.amendmentReason && (
        <p>
          {texts.reason}: {event.amendmentReason}
        </p>
      )}
      <ol class="earlier">
        {history.map((text) => (
          <li key={text.recordedAt}>
            <p class="muted">{moment.format(new Date(text.recordedAt))}</p>
            <p>
              <strong>{text.withheld ? texts.withheld : text.title}</strong> {text.description}
            </p>
            {text.location && <p>{text.location}</p>}
            <Details details={text.details} />
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What a step tells besides, as far as it is words or numbers. */
function Details({ details }: Pick<Event, "details">) {
  const { language } = useConsole();
  const { fields } = useTexts({ en: englishNames, zh: chineseNames });
  const told = Object.entries(details).filter(([, value]) => ["string", "number"].includes(typeof value));
  if (told.length === 0) return null;
  return (
    <dl class="told">
      {told.map(([name, value]) => (
        <div key={name}>
          <dt>{translate(fields, name)}</dt>
          <dd>{valueName(name, String(value), language)}</dd>
        </div>
      ))}
    </dl>
  );
}
