import { useState } from "preact/hooks";
import { en as englishNames } from "../../../../domain/names/en.ts";
import { REFERENCE_NAMES } from "../../../../domain/names/reference-names.ts";
import { zh as chineseNames } from "../../../../domain/names/zh.ts";
import { useConsole, useTexts } from "../../app/context.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { AmountField } from "../../parts/amount-field.tsx";
import { Check } from "../../parts/check.tsx";
import { Evidence, useEvidence } from "../../parts/evidence.tsx";
import { Area, Choice, Field } from "../../parts/field.tsx";
import { said, saidOf, timeHere, withOffset } from "../../parts/said.ts";
import { useLoad } from "../../parts/use-load.ts";
import { choicesOf } from "../choices.ts";
import type { ActionProperties } from "./actions.ts";
import { EVENT_KINDS, type EventKind, type EventType, TIMES } from "./event-kinds.ts";
import { EVENT_TEXTS } from "./event-texts.ts";

/** Records a step on a batch: what is asked for follows its kind. */
export function EventForm({ batch, onDone }: ActionProperties) {
  const { session, me, language } = useConsole();
  const texts = useTexts(EVENT_TEXTS);
  const { fields } = useTexts({ en: englishNames, zh: chineseNames });
  const [type, setType] = useState<EventType>("processing");
  const evidence = useEvidence();
  const places = useLoad(() => choicesOf(session, me, "/v1/locations", texts.none), [language]);
  const kind: EventKind = EVENT_KINDS[type];

  const body = (data: FormData) => {
    const number = said(data, "referenceNumber");
    const quantity = said(data, "quantity");
    return {
      type,
      date: withOffset(said(data, "date")),
      title: said(data, "title"),
      ...saidOf(data, ["description", "location", "place", "from", "to", "carrier"]),
      ...(quantity && { quantity: Number(quantity) }),
      ...(number && { references: [{ type: said(data, "referenceType"), number }] }),
      details: detailsIn(data, kind),
      attachments: evidence.attachments(),
      ...(data.has("restricted") && { restricted: true }),
    };
  };

  return (
    <ActForm
      path={`/v1/traces/${batch.id}/events`}
      body={body}
      button={texts.record}
      onDone={() => {
        evidence.clear();
        onDone();
      }}
    >
      {(errors) => (
        <>
          <Choice
            label={texts.type}
            name="type"
            value={type}
            options={Object.keys(EVENT_KINDS).map((name) => [name, texts.types[name as EventType]] as const)}
            errors={errors}
            onInput={({ currentTarget }) => setType(currentTarget.value as EventType)}
          />
          <div class="row">
            <Field label={texts.title} name="title" errors={errors} required />
            <Field
              label={texts.date}
              name="date"
              type="datetime-local"
              defaultValue={timeHere()}
              errors={errors}
              required
            />
          </div>
          <div class="row" key={type}>
            {kind.trade.map((name) =>
              name === "quantity" ? (
                <AmountField key={name} label={`${texts.trade.quantity} (${batch.unit})`} name={name} errors={errors} />
              ) : (
                <Field key={name} label={texts.trade[name]} help={texts.partyHelp} name={name} errors={errors} />
              ),
            )}
            {kind.details.map((name) => (
              <Field
                key={name}
                label={fields[name as keyof typeof fields]}
                name={`details.${name}`}
                type={TIMES.includes(name) ? "datetime-local" : "text"}
                errors={errors}
              />
            ))}
          </div>
          <Area label={texts.description} name="description" errors={errors} />
          <div class="row">
            <Choice label={texts.place} name="place" options={places.value ?? [["", texts.none]]} errors={errors} />
            <Field label={texts.location} help={texts.locationHelp} name="location" errors={errors} />
          </div>
          <div class="row">
            <Choice
              label={texts.paper}
              name="referenceType"
              options={Object.entries(REFERENCE_NAMES[language])}
              errors={errors}
            />
            <Field label={texts.paperNumber} name="referenceNumber" errors={errors} />
          </div>
          <Evidence {...evidence} />
          <Check name="restricted" label={texts.restricted} />
        </>
      )}
    </ActForm>
  );
}

/** What was told among the details, times with their zone. */
function detailsIn(data: FormData, { details }: EventKind): Record<string, string> {
  const told = details.map((name) => [name, said(data, `details.${name}`)] as const).filter(([, text]) => text !== "");
  return Object.fromEntries(told.map(([name, text]) => [name, TIMES.includes(name) ? withOffset(text) : text]));
}
