import { kindOfType } from "../../../../domain/events/event-types.ts";
import { en as englishNames } from "../../../../domain/names/en.ts";
import { translate } from "../../../../domain/names/translate.ts";
import { zh as chineseNames } from "../../../../domain/names/zh.ts";
import { useTexts } from "../../app/context.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Area, Field } from "../../parts/field.tsx";
import { said } from "../../parts/said.ts";
import type { Me } from "../../session/session.ts";
import type { Batch, Event } from "../batch.ts";
import { JOURNEY_TEXTS } from "./texts.ts";

const TEXTS = ["title", "description", "location"] as const;

/** Whether an event is offered to its author to be amended; the API has the rule. */
export function isAmendable(event: Event, batch: Batch, me: Me): boolean {
  const isOwn = event.actor.address.toLowerCase() === me.address.toLowerCase();
  // What has verbs of its own is no type of event, or one of two that have rules.
  const kind = kindOfType(event.type);
  const hasRules = kind
    ? kind === "certificate" || kind === "telemetry"
    : Object.hasOwn(englishNames.kinds, event.type);
  return isOwn && !hasRules && !event.withheld && batch.status === "active";
}

/** Tells an event anew: only what differs is sent, and what is emptied is taken away. */
export function AmendForm(props: { readonly batch: Batch; readonly event: Event; readonly onDone: () => void }) {
  const { batch, event, onDone } = props;
  const texts = useTexts(JOURNEY_TEXTS);
  const { fields } = useTexts({ en: englishNames, zh: chineseNames });
  const details = Object.entries(event.details).filter(
    ([name, value]) => typeof value === "string" && name !== "status",
  );

  const body = (data: FormData) => {
    const changed = TEXTS.filter((name) => said(data, name) !== event[name]);
    const others = details.filter(([name, value]) => said(data, `details.${name}`) !== value);
    return {
      reason: said(data, "reason"),
      ...Object.fromEntries(changed.map((name) => [name, said(data, name) || null])),
      ...(others.length > 0 && {
        details: Object.fromEntries(others.map(([name]) => [name, said(data, `details.${name}`) || null])),
      }),
    };
  };

  return (
    <ActForm path={`/v1/traces/${batch.id}/events/${event.id}/amend`} body={body} button={texts.save} onDone={onDone}>
      {(errors) => (
        <>
          <p class="muted">{texts.amendLead}</p>
          <Field label={texts.title} name="title" defaultValue={event.title} errors={errors} />
          <Area label={texts.description} name="description" defaultValue={event.description} errors={errors} />
          <Field label={texts.location} name="location" defaultValue={event.location} errors={errors} />
          <div class="row">
            {details.map(([name, value]) => (
              <Field
                key={name}
                label={translate(fields, name)}
                name={`details.${name}`}
                defaultValue={String(value)}
                errors={errors}
              />
            ))}
          </div>
          <Area label={texts.reason} name="reason" errors={errors} required />
        </>
      )}
    </ActForm>
  );
}
