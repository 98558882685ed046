import { useState } from "preact/hooks";
import { useTexts } from "../../app/context.ts";
import type { Operation } from "../../http/act.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { AmountField } from "../../parts/amount-field.tsx";
import { Choice, Field } from "../../parts/field.tsx";
import { FileForm } from "../../parts/file-form.tsx";
import { Link } from "../../parts/link.tsx";
import { Rows, rowsIn } from "../../parts/rows.tsx";
import { said } from "../../parts/said.ts";
import type { ActionProperties } from "./actions.ts";

const en = {
  lead: (remaining: string) => `${remaining} remain. Each part becomes a batch of its own, with a code of its own.`,
  way: "How",
  ways: { equal: "Equal parts", listed: "Parts one by one" },
  count: "How many parts",
  size: "How much in each",
  part: "Part",
  quantity: "How much",
  name: "Name",
  code: "Code",
  codeHelp: "The end of it; numbered where you leave it empty",
  add: "Another part",
  split: "Split it",
  parts: (count: number) => (count === 1 ? "1 part was split off" : `${count} parts were split off`),
  labels: "Get the labels of all these parts (PDF)",
};
const zh: typeof en = {
  lead: (remaining: string) => `剩余 ${remaining}。每一份将成为独立批次，并有各自的编码。`,
  way: "方式",
  ways: { equal: "等量拆分", listed: "逐一列出" },
  count: "份数",
  size: "每份数量",
  part: "拆分批次",
  quantity: "数量",
  name: "名称",
  code: "编码",
  codeHelp: "编码后缀，留空则按序编号",
  add: "再加一份",
  split: "拆分",
  parts: (count: number) => `已拆分 ${count} 份`,
  labels: "获取这些批次的全部标签（PDF）",
};

interface Part {
  readonly id?: string;
  readonly batchCode: string;
}

interface Split {
  readonly parts: readonly Part[];
  readonly labels: string;
}

/** Splits a batch into parts, and has the labels of all of them printed. */
export function SplitForm({ batch, onDone }: ActionProperties) {
  const texts = useTexts({ en, zh });
  const [isEqual, setEqual] = useState(true);
  const [made, setMade] = useState<Split>();

  const body = (data: FormData) => {
    if (isEqual) return { parts: { count: Number(said(data, "count")), size: Number(said(data, "size")) } };
    const rows = Array.from({ length: rowsIn(data, "parts", "quantity") }, (_, index) => `parts.${index}`);
    return {
      parts: rows.map((row) => {
        const [name, batchCode] = [said(data, `${row}.name`), said(data, `${row}.batchCode`)];
        return {
          quantity: Number(said(data, `${row}.quantity`)),
          ...(name && { name }),
          ...(batchCode && { batchCode }),
        };
      }),
    };
  };

  const done = (split: Split | null, operations: readonly Operation[]) => {
    setMade(split ?? splitBy(batch.id, operations));
    onDone();
  };

  return (
    <>
      <p class="muted">{texts.lead(`${batch.quantity ?? ""} ${batch.unit}`)}</p>
      <ActForm<Split> path={`/v1/traces/${batch.id}/split`} body={body} button={texts.split} onDone={done}>
        {(errors) => (
          <>
            <Choice
              label={texts.way}
              name="way"
              value={isEqual ? "equal" : "listed"}
              options={Object.entries(texts.ways)}
              onInput={({ currentTarget }) => setEqual(currentTarget.value === "equal")}
            />
            {isEqual ? (
              <div class="row">
                <Field
                  label={texts.count}
                  name="count"
                  type="number"
                  min="1"
                  max="1024"
                  inputMode="numeric"
                  errors={errors}
                  required
                />
                <AmountField label={`${texts.size} (${batch.unit})`} name="size" errors={errors} required />
              </div>
            ) : (
              <Rows what={texts.part} add={texts.add}>
                {(index) => (
                  <>
                    <AmountField
                      label={`${texts.quantity} (${batch.unit})`}
                      name={`parts.${index}.quantity`}
                      errors={errors}
                      required
                    />
                    <Field label={texts.name} name={`parts.${index}.name`} errors={errors} />
                    <Field
                      label={texts.code}
                      help={texts.codeHelp}
                      name={`parts.${index}.batchCode`}
                      errors={errors}
                      autocapitalize="none"
                    />
                  </>
                )}
              </Rows>
            )}
          </>
        )}
      </ActForm>
      {made && (
        <section class="result" data-testid="split">
          <h3>{texts.parts(made.parts.length)}</h3>
          <FileForm path={made.labels} name={`labels-${batch.batchCode}-parts.pdf`} button={texts.labels} />
          <ul class="codes">
            {made.parts.map(({ id, batchCode }) => (
              <li key={batchCode} class="mono">
                {id ? <Link to={`/batches/${id}`}>{batchCode}</Link> : batchCode}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What was split off by acts that were followed: their lines are the batch's own. */
function splitBy(traceId: string, operations: readonly Operation[]): Split {
  const lines = operations.flatMap(({ chain }) => chain?.seq ?? []);
  return {
    parts: operations.flatMap(({ makes }) => makes.map((batchCode) => ({ batchCode }))),
    labels: `/v1/traces/${traceId}/labels.pdf?parts=${lines.join(",")}`,
  };
}
