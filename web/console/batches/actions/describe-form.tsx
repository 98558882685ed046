import { useConsole, useTexts } from "../../app/context.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Area, Field } from "../../parts/field.tsx";
import { listed, said, withOffset } from "../../parts/said.ts";
import type { ActionProperties } from "./actions.ts";

const en = {
  lead: "The earlier description is kept, and can be read by everybody who could read it.",
  name: "What it is",
  description: "Description",
  harvested: "Harvested on",
  certifications: "Certifications",
  certificationsHelp: "Several with commas between, such as: organic, GAP",
  save: "Describe it anew",
  withdraw: "Withdraw the batch",
  withdrawLead:
    "For a batch that should not be there. Its code stays taken, and everybody who asks for it is told that it was withdrawn.",
};
const zh: typeof en = {
  lead: "原说明将保留，原先可查看者仍可查看。",
  name: "名称",
  description: "说明",
  harvested: "采收日期",
  certifications: "认证",
  certificationsHelp: "多项请用逗号分隔，例如：有机，GAP",
  save: "更新批次说明",
  withdraw: "作废批次",
  withdrawLead: "用于误建的批次。编码不可再用，查询者会看到该批次已作废。",
};

/** Describes a batch anew, or withdraws it. */
export function DescribeForm({ batch, onDone }: ActionProperties) {
  const { go } = useConsole();
  const texts = useTexts({ en, zh });
  const path = `/v1/traces/${batch.id}`;
  const before = {
    name: batch.name ?? "",
    description: batch.description ?? "",
    // The day as it was told, whatever the zone.
    harvestDate: batch.harvestDate?.slice(0, 10) ?? "",
    certifications: batch.certifications.join(", "),
  };

  const body = (data: FormData) => {
    const isChanged = (name: keyof typeof before) => said(data, name) !== before[name];
    const harvested = said(data, "harvestDate");
    return {
      ...(isChanged("name") && { name: said(data, "name") }),
      ...(isChanged("description") && { description: said(data, "description") || null }),
      ...(isChanged("harvestDate") && { harvestDate: harvested ? withOffset(harvested) : null }),
      ...(isChanged("certifications") && { certifications: listed(said(data, "certifications")) }),
    };
  };

  return (
    <>
      <p class="muted">{texts.lead}</p>
      <ActForm method="PATCH" path={path} body={body} button={texts.save} onDone={onDone}>
        {(errors) => (
          <>
            <Field label={texts.name} name="name" defaultValue={before.name} errors={errors} required />
            <Area label={texts.description} name="description" defaultValue={before.description} errors={errors} />
            <div class="row">
              <Field
                label={texts.harvested}
                name="harvestDate"
                type="date"
                defaultValue={before.harvestDate}
                errors={errors}
              />
              <Field
                label={texts.certifications}
                help={texts.certificationsHelp}
                name="certifications"
                defaultValue={before.certifications}
                errors={errors}
              />
            </div>
          </>
        )}
      </ActForm>
      <details>
        <summary>{texts.withdraw}</summary>
        <ActForm
          method="DELETE"
          path={path}
          body={() => undefined}
          button={texts.withdraw}
          grave
          onDone={() => go("/batches")}
        >
          {() => <p>{texts.withdrawLead}</p>}
        </ActForm>
      </details>
    </>
  );
}
