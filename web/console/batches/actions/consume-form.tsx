import { useTexts } from "../../app/context.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { AmountField } from "../../parts/amount-field.tsx";
import { Area, Choice, Field } from "../../parts/field.tsx";
import { said, saidOf } from "../../parts/said.ts";
import type { ActionProperties } from "./actions.ts";

const en = {
  lead: "So much less remains afterwards. It cannot be taken back.",
  quantity: "How much",
  reason: "What became of it",
  reasons: { sold: "Sold", used: "Used", lost: "Lost", destroyed: "Destroyed", sample: "Taken as a sample" },
  description: "Description",
  location: "Where",
  record: "Record it",
};
const zh: typeof en = {
  lead: "登记后剩余数量相应减少，且无法撤回。",
  quantity: "数量",
  reason: "去向",
  reasons: { sold: "售出", used: "耗用", lost: "损耗", destroyed: "销毁", sample: "抽样" },
  description: "说明",
  location: "地点",
  record: "登记",
};

/** Says what is gone of a batch. */
export function ConsumeForm({ batch, onDone }: ActionProperties) {
  const texts = useTexts({ en, zh });
  const body = (data: FormData) => ({
    quantity: Number(said(data, "quantity")),
    reason: said(data, "reason"),
    ...saidOf(data, ["description", "location"]),
  });
  return (
    <ActForm path={`/v1/traces/${batch.id}/consumption`} body={body} button={texts.record} onDone={onDone}>
      {(errors) => (
        <>
          <p class="muted">{texts.lead}</p>
          <div class="row">
            <AmountField label={`${texts.quantity} (${batch.unit})`} name="quantity" errors={errors} required />
            <Choice label={texts.reason} name="reason" options={Object.entries(texts.reasons)} errors={errors} />
          </div>
          <Area label={texts.description} name="description" errors={errors} />
          <Field label={texts.location} name="location" errors={errors} />
        </>
      )}
    </ActForm>
  );
}
