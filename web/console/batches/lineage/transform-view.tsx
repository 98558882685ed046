import { useEffect, useRef, useState } from "preact/hooks";
import { useConsole, useTexts } from "../../app/context.ts";
import { ActForm, type FieldErrors } from "../../parts/act-form.tsx";
import { AmountField } from "../../parts/amount-field.tsx";
import { Area, Choice, Field } from "../../parts/field.tsx";
import { Link } from "../../parts/link.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Rows } from "../../parts/rows.tsx";
import { saidOf } from "../../parts/said.ts";
import { COMMON_TEXTS } from "../../parts/texts.ts";
import { useLoad } from "../../parts/use-load.ts";
import type { Batch, ListedBatch } from "../batch.ts";
import { UnitField } from "../unit-field.tsx";
import { Graph } from "./graph.tsx";
import { TRANSFORM_TEXTS } from "./transform-texts.ts";
import { type Draft, draftIn, gainsIn } from "./transformation.ts";

interface Made {
  readonly outputs: readonly { readonly id?: string; readonly batchCode: string; readonly name?: string | null }[];
  readonly gains: readonly { readonly unit: string; readonly in: number; readonly out: number }[];
}

/** Makes batches of others: what goes in and comes out is drawn while it is entered. */
export function TransformView({ id }: { readonly id: string }) {
  const { session } = useConsole();
  const texts = useTexts(TRANSFORM_TEXTS);
  const { brand } = useTexts(COMMON_TEXTS);
  useEffect(() => {
    document.title = `${texts.title} · ${brand}`;
  }, [texts, brand]);
  const found = useLoad(async () => {
    const [batch, held] = await Promise.all([
      session.call<Batch>("GET", `/v1/traces/${encodeURIComponent(id)}`),
      session.call<readonly ListedBatch[]>("GET", "/v1/traces?held=true&limit=100"),
    ]);
    const others = held.data.filter((other) => other.id !== batch.data.id && (other.quantity ?? 0) > 0);
    return [batch.data, ...others];
  }, [id]);
  return (
    <>
      <p>
        <Link to={`/batches/${id}`}>← {texts.back}</Link>
      </p>
      <h1>{texts.title}</h1>
      <p class="muted">{texts.lead}</p>
      <Loading of={found}>{(batches) => <TransformForm batches={batches} />}</Loading>
    </>
  );
}

/** The form; the first of the batches goes in unless another is chosen. */
function TransformForm({ batches }: { readonly batches: readonly ListedBatch[] }) {
  const texts = useTexts(TRANSFORM_TEXTS);
  const [draft, setDraft] = useState<Draft>({ inputs: [], outputs: [] });
  const [made, setMade] = useState<Made>();
  const around = useRef<HTMLDivElement>(null);

  // Rows come and go by clicks, which are drawn a moment later.
  const look = () =>
    requestAnimationFrame(() => {
      const form = around.current?.querySelector("form");
      if (form) setDraft(draftIn(new FormData(form)));
    });

  const body = (data: FormData) => {
    const { inputs, outputs } = draftIn(data);
    return { inputs, outputs, ...saidOf(data, ["title", "description", "location"]) };
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only redraws what was entered
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys that press a button click too
    <div ref={around} onInput={look} onClick={look} class="transform">
      <Preview draft={draft} batches={batches} />
      <div class="sheet">
        <ActForm<Made>
          path="/v1/transformations"
          body={body}
          button={texts.make}
          onDone={(answer, operations) =>
            setMade(
              answer ?? {
                outputs: operations.flatMap(({ makes }) => makes.map((batchCode) => ({ batchCode }))),
                gains: [],
              },
            )
          }
        >
          {(errors) => <Entries batches={batches} errors={errors} />}
        </ActForm>
        {made && <Result made={made} />}
      </div>
    </div>
  );
}

function Entries({ batches, errors }: { readonly batches: readonly ListedBatch[]; readonly errors: FieldErrors }) {
  const texts = useTexts(TRANSFORM_TEXTS);
  const options = batches.map(
    ({ id, name, batchCode, quantity, unit }) => [id, `${name ?? batchCode} (${quantity ?? "–"} ${unit})`] as const,
  );
  return (
    <>
      <h2>{texts.inputs}</h2>
      <Rows what={texts.input} add={texts.addInput}>
        {(index) => (
          <>
            <Choice
              label={texts.batch}
              name={`inputs.${index}.traceId`}
              options={index === 0 ? options : [["", texts.choose], ...options]}
              errors={errors}
              required
            />
            <AmountField label={texts.quantity} name={`inputs.${index}.quantity`} errors={errors} required />
          </>
        )}
      </Rows>
      <h2>{texts.outputs}</h2>
      <Rows what={texts.output} add={texts.addOutput}>
        {(index) => (
          <>
            <Field label={texts.name} name={`outputs.${index}.name`} errors={errors} required />
            <AmountField label={texts.quantity} name={`outputs.${index}.quantity`} errors={errors} required />
            <UnitField name={`outputs.${index}.unit`} errors={errors} />
            <Field
              label={texts.code}
              help={texts.codeHelp}
              name={`outputs.${index}.batchCode`}
              errors={errors}
              autocapitalize="none"
            />
          </>
        )}
      </Rows>
      <Field label={texts.how} name="title" errors={errors} />
      <Area label={texts.description} name="description" errors={errors} />
      <Field label={texts.location} name="location" errors={errors} />
    </>
  );
}

/** What was entered until now, as it will stand in the lineage. */
function Preview({ draft, batches }: { readonly draft: Draft; readonly batches: readonly ListedBatch[] }) {
  const texts = useTexts(TRANSFORM_TEXTS);
  const { locale } = useTexts(COMMON_TEXTS);
  const number = new Intl.NumberFormat(locale);
  const byId = new Map(batches.map((batch) => [batch.id, batch]));
  const inputs = draft.inputs.flatMap(({ traceId, quantity }) => {
    const batch = byId.get(traceId);
    return batch ? [{ batch, quantity }] : [];
  });
  const gains = gainsIn(
    inputs.map(({ batch, quantity }) => ({ unit: batch.unit, quantity })),
    draft.outputs,
  );
  if (inputs.length === 0) return null;
  return (
    <>
      <Graph
        label={texts.graph}
        nodes={[
          ...inputs.map(({ batch, quantity }, index) => ({
            key: `in-${index}`,
            depth: -1,
            title: batch.name ?? batch.batchCode,
            note: `${number.format(quantity)} / ${number.format(batch.quantity ?? 0)} ${batch.unit}`,
            isBad: quantity > (batch.quantity ?? 0),
          })),
          ...draft.outputs.map(({ name, quantity, unit }, index) => ({
            key: `out-${index}`,
            depth: 0,
            title: name || `${texts.output} ${index + 1}`,
            note: `${number.format(quantity)} ${unit}`,
            isSelf: true,
          })),
        ]}
        edges={inputs.flatMap((_input, from) =>
          draft.outputs.map((_output, to) => ({ from: `in-${from}`, to: `out-${to}`, words: "" })),
        )}
      />
      {gains.map((gain) => (
        <p class="notice notice-warn" role="status" key={gain.unit}>
          {texts.gain(number.format(gain.in), number.format(gain.out), gain.unit)}
        </p>
      ))}
    </>
  );
}

function Result({ made }: { readonly made: Made }) {
  const texts = useTexts(TRANSFORM_TEXTS);
  return (
    <section class="result" data-testid="made">
      <h3>{texts.made}</h3>
      <ul>
        {made.outputs.map(({ id, batchCode, name }) => (
          <li key={batchCode}>
            {id ? <Link to={`/batches/${id}`}>{name ?? batchCode}</Link> : name} <span class="mono">{batchCode}</span>
          </li>
        ))}
      </ul>
      {made.gains.map((gain) => (
        <p class="notice notice-warn" key={gain.unit}>
          {texts.gain(String(gain.in), String(gain.out), gain.unit)}
        </p>
      ))}
    </section>
  );
}
