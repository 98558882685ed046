import { useState } from "preact/hooks";
import { useConsole, useTexts } from "../../app/context.ts";
import { Readings } from "../../charts/readings.tsx";
import { ActForm } from "../../parts/act-form.tsx";
import { Check } from "../../parts/check.tsx";
import { Field } from "../../parts/field.tsx";
import { said, saidOf } from "../../parts/said.ts";
import type { ActionProperties } from "./actions.ts";
import { hasRole } from "./who.ts";

const en = {
  lead: "A CSV file whose first line names the columns: time, sensor, type, value, unit. Times need their offset, such as 2026-03-01T08:00:00+08:00.",
  file: "File (CSV)",
  title: "Title",
  location: "Where",
  limits: "Limits for temperature, where the product has none",
  min: "At least (°C)",
  max: "At most (°C)",
  minutes: "For how many minutes it may be outside",
  restricted: "Withhold these readings from the public",
  send: "Record the readings",
  choose: "Choose a file.",
};
const zh: typeof en = {
  lead: "请上传 CSV 文件，首行为列名：time、sensor、type、value、unit。时间须含时区，例如 2026-03-01T08:00:00+08:00。",
  file: "文件（CSV）",
  title: "标题",
  location: "地点",
  limits: "温度限值（产品未设定时）",
  min: "不低于（°C）",
  max: "不高于（°C）",
  minutes: "允许超限分钟数",
  restricted: "不向公众公开这些读数",
  send: "登记温湿度监测",
  choose: "请选择文件。",
};

/** What sensors read of a batch: drawn, with what was outside its limits; and more of it, from a file. */
export function ReadingsPanel({ batch, onDone }: ActionProperties) {
  const { me } = useConsole();
  const texts = useTexts({ en, zh });
  const [count, setCount] = useState(0);
  const path = (data: FormData) => {
    const limits = limitsIn(data);
    const query = new URLSearchParams({
      ...saidOf(data, ["title", "location"]),
      ...(limits && { limits: JSON.stringify([limits]) }),
      ...(data.has("restricted") && { restricted: "true" }),
    });
    return `/v1/traces/${batch.id}/readings?${query}`;
  };
  const body = (data: FormData) => {
    const file = data.get("file");
    if (!(file instanceof File) || file.size === 0) throw new Error(texts.choose);
    // Some systems call it a spreadsheet.
    return new File([file], file.name, { type: "text/csv", lastModified: file.lastModified });
  };
  const mayWrite = batch.held || hasRole(me, "supplier", "processor", "logistics", "regulator");
  return (
    <>
      <Readings key={count} traceId={batch.id} />
      {mayWrite && (
        <ActForm
          path={path}
          body={body}
          button={texts.send}
          onDone={() => {
            setCount(count + 1);
            onDone();
          }}
        >
          {(errors) => (
            <>
              <p class="muted">{texts.lead}</p>
              <Field label={texts.file} name="file" type="file" accept=".csv,text/csv" errors={errors} required />
              <div class="row">
                <Field label={texts.title} name="title" errors={errors} />
                <Field label={texts.location} name="location" errors={errors} />
              </div>
              <fieldset class="repeated">
                <legend>{texts.limits}</legend>
                <div class="row">
                  <Field label={texts.min} name="min" type="number" step="any" inputMode="decimal" errors={errors} />
                  <Field label={texts.max} name="max" type="number" step="any" inputMode="decimal" errors={errors} />
                  <Field
                    label={texts.minutes}
                    name="minutes"
                    type="number"
                    min="0"
                    inputMode="numeric"
                    errors={errors}
                  />
                </div>
              </fieldset>
              <Check name="restricted" label={texts.restricted} />
            </>
          )}
        </ActForm>
      )}
    </>
  );
}

/** Between what temperatures should be; undefined where neither bound is told. */
function limitsIn(data: FormData) {
  const bounds = saidOf(data, ["min", "max"]);
  if (Object.keys(bounds).length === 0) return undefined;
  const minutes = said(data, "minutes");
  return { type: "temperature", unit: "CEL", ...bounds, ...(minutes && { minutes: Number(minutes) }) };
}
