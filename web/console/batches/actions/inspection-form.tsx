import { useState } from "preact/hooks";
import { en as englishNames } from "../../../../domain/names/en.ts";
import { zh as chineseNames } from "../../../../domain/names/zh.ts";
import { useConsole, useTexts } from "../../app/context.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { AmountField } from "../../parts/amount-field.tsx";
import { Check } from "../../parts/check.tsx";
import { Evidence, useEvidence } from "../../parts/evidence.tsx";
import { Area, Choice, Field } from "../../parts/field.tsx";
import { said, saidOf, timeHere, withOffset } from "../../parts/said.ts";
import type { ActionProperties } from "./actions.ts";
import { EVENT_TEXTS } from "./event-texts.ts";
import { isAuthority } from "./who.ts";

const DETAILS = ["testType", "laboratory", "method", "results"] as const;

/** Records an inspection: an authority's verdict, or a holder's check of its own goods. */
export function InspectionForm({ batch, onDone }: ActionProperties) {
  const { me } = useConsole();
  const texts = useTexts(EVENT_TEXTS);
  const { fields } = useTexts({ en: englishNames, zh: chineseNames });
  const [status, setStatus] = useState<"passed" | "failed">("passed");
  const evidence = useEvidence();

  const body = (data: FormData) => {
    const quantity = said(data, "quantity");
    const told = DETAILS.map((name) => [name, said(data, `details.${name}`)] as const);
    return {
      type: "inspection",
      status,
      date: withOffset(said(data, "date")),
      ...saidOf(data, ["title", "description"]),
      ...(quantity && { quantity: Number(quantity) }),
      details: Object.fromEntries(told.filter(([, text]) => text !== "")),
      attachments: evidence.attachments(),
      ...(data.has("restricted") && { restricted: true }),
    };
  };

  return (
    <ActForm
      path={`/v1/traces/${batch.id}/events`}
      body={body}
      button={texts.inspect}
      grave={status === "failed"}
      onDone={() => {
        evidence.clear();
        onDone();
      }}
    >
      {(errors) => (
        <>
          {!isAuthority(me) && <p class="notice notice-warn">{texts.ownCheck}</p>}
          <div class="row">
            <Choice
              label={texts.outcome}
              name="status"
              value={status}
              options={[
                ["passed", texts.passed],
                ["failed", texts.failed],
              ]}
              errors={errors}
              onInput={({ currentTarget }) => setStatus(currentTarget.value === "failed" ? "failed" : "passed")}
            />
            <Field
              label={texts.date}
              name="date"
              type="datetime-local"
              defaultValue={timeHere()}
              errors={errors}
              required
            />
          </div>
          {status === "failed" && isAuthority(me) && <p class="notice notice-bad">{texts.failWarns}</p>}
          <Field label={texts.title} name="title" errors={errors} required />
          <div class="row">
            {DETAILS.map((name) => (
              <Field key={name} label={fields[name]} name={`details.${name}`} errors={errors} />
            ))}
            <AmountField label={texts.sampled(batch.unit)} name="quantity" errors={errors} />
          </div>
          <Area label={texts.description} name="description" errors={errors} />
          <h3>{texts.report}</h3>
          <Evidence {...evidence} />
          <Check name="restricted" label={texts.restricted} />
        </>
      )}
    </ActForm>
  );
}
