import { useTexts } from "../../app/context.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Area, Field } from "../../parts/field.tsx";
import { saidOf } from "../../parts/said.ts";
import type { ActionProperties } from "./actions.ts";

const en = {
  lead: "Whoever moves it is told that it is on hold. Nothing is refused because of it.",
  reason: "Why",
  until: "Until (its last day)",
  hold: "Put it on hold",
  release: "Release it",
};
const zh: typeof en = {
  lead: "暂停流通期间，任何办理流转的人都会收到提示，但系统不会拒绝操作。",
  reason: "原因",
  until: "截止日期（含当日）",
  hold: "暂停流通",
  release: "恢复流通",
};

/** Puts a batch on hold. */
export function HoldForm({ batch, onDone }: ActionProperties) {
  const texts = useTexts({ en, zh });
  return (
    <ActForm
      path={`/v1/traces/${batch.id}/hold`}
      body={(data) => saidOf(data, ["reason", "until"])}
      button={texts.hold}
      onDone={onDone}
    >
      {(errors) => (
        <>
          <p class="muted">{texts.lead}</p>
          <Area label={texts.reason} name="reason" errors={errors} required />
          <Field label={texts.until} name="until" type="date" errors={errors} />
        </>
      )}
    </ActForm>
  );
}

/** Ends the hold that stands on a batch. */
export function ReleaseForm({ batch, onDone }: ActionProperties) {
  const texts = useTexts({ en, zh });
  return (
    <ActForm
      path={`/v1/traces/${batch.id}/release`}
      body={(data) => saidOf(data, ["reason"])}
      button={texts.release}
      onDone={onDone}
    >
      {(errors) => <Area label={texts.reason} name="reason" errors={errors} />}
    </ActForm>
  );
}
