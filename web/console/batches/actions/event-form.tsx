import { useTexts } from "../../app/context.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Area, Choice, Field } from "../../parts/field.tsx";
import type { ActionProperties } from "./actions.ts";

const en = {
  type: "What happened",
  types: {
    harvest: "Harvest",
    processing: "Processing",
    packaging: "Packaging",
    storage: "Storage",
    transport: "Transport",
    sale: "Sale",
    inspection: "Inspection",
    declaration: "Declaration",
  },
  date: "When",
  title: "Title",
  description: "Description",
  location: "Where",
  record: "Record it",
};
const zh: typeof en = {
  type: "环节",
  types: {
    harvest: "采收",
    processing: "加工",
    packaging: "包装",
    storage: "仓储",
    transport: "运输",
    sale: "销售",
    inspection: "检验",
    declaration: "声明",
  },
  date: "时间",
  title: "标题",
  description: "说明",
  location: "地点",
  record: "登记",
};

/** Records an event on a batch. */
export function EventForm({ batch, onDone }: ActionProperties) {
  const texts = useTexts({ en, zh });
  const body = (data: FormData) => {
    const said = (name: string) => String(data.get(name) ?? "").trim();
    return {
      type: said("type"),
      date: new Date(said("date")).toISOString(),
      title: said("title"),
      description: said("description"),
      location: said("location"),
    };
  };
  return (
    <ActForm path={`/v1/traces/${batch.id}/events`} body={body} button={texts.record} onDone={onDone}>
      {(errors) => (
        <>
          <Choice label={texts.type} name="type" options={Object.entries(texts.types)} errors={errors} />
          <Field
            label={texts.date}
            name="date"
            type="datetime-local"
            defaultValue={nowHere()}
            errors={errors}
            required
          />
          <Field label={texts.title} name="title" errors={errors} required />
          <Area label={texts.description} name="description" errors={errors} />
          <Field label={texts.location} name="location" errors={errors} />
        </>
      )}
    </ActForm>
  );
}

/** Now, as an input of the reader's own zone takes it. */
function nowHere(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
