import { LABEL_LANGUAGES, LABEL_LAYOUTS, LABELS_A_SHEET } from "../../../../domain/labels/label-sheets.ts";
import { useTexts } from "../../app/context.ts";
import { Check } from "../../parts/check.tsx";
import { Choice, Field } from "../../parts/field.tsx";
import { FileForm } from "../../parts/file-form.tsx";
import { said } from "../../parts/said.ts";
import type { Batch } from "../batch.ts";

const en = {
  layout: "Sheet",
  aSheet: (count: number) => `${count} labels on A4`,
  copies: "How many",
  copiesHelp: "A full sheet where you leave it empty",
  words: "Words on the label",
  languages: { both: "Chinese and English", zh: "Chinese", en: "English" },
  parts: "Labels of its parts, instead of its own",
  commitment: "With the commitment certificate (承诺达标合格证)",
  print: "Get the labels (PDF)",
};
const zh: typeof en = {
  layout: "版式",
  aSheet: (count: number) => `A4 每页 ${count} 枚`,
  copies: "份数",
  copiesHelp: "留空则打印一整页",
  words: "标签文字",
  languages: { both: "中英文", zh: "中文", en: "英文" },
  parts: "打印各拆分批次的标签",
  commitment: "附承诺达标合格证",
  print: "获取标签（PDF）",
};

/** Labels of a batch, or of its parts, to print. */
export function LabelsForm({ batch }: { readonly batch: Pick<Batch, "id" | "batchCode"> }) {
  const texts = useTexts({ en, zh });
  const path = (data: FormData) => {
    const copies = said(data, "copies");
    const query = new URLSearchParams({
      layout: said(data, "layout"),
      language: said(data, "language"),
      ...(copies && { copies }),
      ...(data.has("parts") && { parts: "all" }),
      ...(data.has("commitment") && { commitment: "1" }),
    });
    return `/v1/traces/${batch.id}/labels.pdf?${query}`;
  };
  return (
    <FileForm path={path} name={`labels-${batch.batchCode}.pdf`} button={texts.print}>
      {(errors) => (
        <>
          <div class="row">
            <Choice
              label={texts.layout}
              name="layout"
              options={LABEL_LAYOUTS.map((name) => [name, texts.aSheet(LABELS_A_SHEET[name])] as const)}
              errors={errors}
            />
            <Choice
              label={texts.words}
              name="language"
              options={LABEL_LANGUAGES.map((name) => [name, texts.languages[name]] as const)}
              errors={errors}
            />
            <Field
              label={texts.copies}
              help={texts.copiesHelp}
              name="copies"
              type="number"
              min="1"
              inputMode="numeric"
              errors={errors}
            />
          </div>
          <Check name="parts" label={texts.parts} />
          <Check name="commitment" label={texts.commitment} />
        </>
      )}
    </FileForm>
  );
}
