import { useTexts } from "../app/context.ts";
import { List } from "../parts/list.tsx";
import { COMMON_TEXTS } from "../parts/texts.ts";
import type { Batch, Event } from "./batch.ts";
import { BATCH_TEXTS } from "./texts.ts";

/** What happened to a batch, in the order in which it did. */
export function Journey({ batch }: { readonly batch: Batch }) {
  const texts = useTexts(BATCH_TEXTS);
  const path = `/v1/traces/${encodeURIComponent(batch.id)}/events`;
  return (
    // Read again when the batch has another line.
    <List<Event> key={JSON.stringify(batch)} path={path} empty={<p class="muted">{texts.noJourney}</p>}>
      {(events) => (
        <ol class="steps">
          {events.map((event) => (
            <Step key={event.id} event={event} />
          ))}
        </ol>
      )}
    </List>
  );
}

function Step({ event }: { readonly event: Event }) {
  const texts = useTexts(BATCH_TEXTS);
  const { locale } = useTexts(COMMON_TEXTS);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  return (
    <li>
      <p>
        <time class="muted" dateTime={event.date}>
          {day.format(new Date(event.date))}
        </time>{" "}
        <strong>
          <bdi>{event.withheld ? texts.withheld : event.title || event.type}</bdi>
        </strong>{" "}
        {event.status && <span class={event.status === "failed" ? "tag tag-bad" : "tag"}>{texts[event.status]}</span>}
      </p>
      {event.description && <p>{event.description}</p>}
      <p class="muted">
        {texts.by} <bdi>{event.actor.name ?? event.actor.address}</bdi>
        {event.location && <> · {event.location}</>}
      </p>
      {event.attachments.map(({ id, url, title }) => (
        <p key={id}>
          <a href={url} target="_blank" rel="noopener">
            {title || url}
          </a>
        </p>
      ))}
    </li>
  );
}
