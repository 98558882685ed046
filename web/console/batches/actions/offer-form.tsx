import { useTexts } from "../../app/context.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Area, Field } from "../../parts/field.tsx";
import type { ActionProperties } from "./actions.ts";

const en = {
  to: "To whom",
  toHelp: "A username, a GLN, an account or an address on chain",
  note: "Note",
  offer: "Offer it",
  what: "You hold it until the other side accepts.",
};
const zh: typeof en = {
  to: "交接给",
  toHelp: "用户名、GLN、账户编号或链上地址",
  note: "备注",
  offer: "发起交接",
  what: "对方接收前，批次仍由您持有。",
};

/** Offers a batch to somebody. */
export function OfferForm({ batch, onDone }: ActionProperties) {
  const texts = useTexts({ en, zh });
  const body = (data: FormData) => {
    const note = String(data.get("note")).trim();
    return { to: String(data.get("to")).trim(), ...(note && { note }) };
  };
  return (
    <ActForm path={`/v1/traces/${batch.id}/offers`} body={body} button={texts.offer} onDone={onDone}>
      {(errors) => (
        <>
          <p class="muted">{texts.what}</p>
          <Field label={texts.to} help={texts.toHelp} name="to" errors={errors} required autocapitalize="none" />
          <Area label={texts.note} name="note" errors={errors} />
        </>
      )}
    </ActForm>
  );
}
