import { BASES } from "../../../../domain/commitments/commitment.ts";
import { useConsole, useTexts } from "../../app/context.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Field } from "../../parts/field.tsx";
import { Loading } from "../../parts/loading.tsx";
import { listed, said, saidOf } from "../../parts/said.ts";
import { useFormat } from "../../parts/use-format.ts";
import { useLoad } from "../../parts/use-load.ts";
import type { ActionProperties } from "./actions.ts";

const en = {
  lead: "You promise that your farm products meet the requirements (承诺达标合格证). It stands on the batch’s page, and on its labels if you want.",
  none: "There is none yet.",
  basis: "What the promise rests on",
  bases: BASES as Readonly<Record<string, string>>,
  contact: "How you are reached (public)",
  place: "Place of production",
  placeHelp: "The producer’s where you leave it empty",
  collected: "Numbers of suppliers’ certificates that came with the goods",
  issue: "Issue it",
  needsBasis: "Say what the promise rests on.",
  statuses: {
    valid: "stands",
    recalled: "batch recalled",
    failed: "batch failed an inspection",
    superseded: "a newer one was given",
    outdated: "the goods were divided or mixed since",
  } as Readonly<Record<string, string>>,
};
const zh: typeof en = {
  lead: "您承诺所售食用农产品符合要求。承诺达标合格证显示在批次页面，也可印在标签上。",
  none: "尚未开具。",
  basis: "承诺依据",
  bases: Object.fromEntries(Object.keys(BASES).map((word) => [word, word])),
  contact: "联系方式（公开）",
  place: "产地",
  placeHelp: "留空则采用生产者产地",
  collected: "随货收取的合格证编号",
  issue: "开具承诺达标合格证",
  needsBasis: "请选择承诺依据。",
  statuses: {
    valid: "有效",
    recalled: "批次已召回",
    failed: "批次检验不合格",
    superseded: "已开具新证",
    outdated: "货物已拆分或混合",
  },
};

interface Commitment {
  readonly number: string;
  readonly status: string;
  readonly issueDate: string;
  readonly product: string;
  readonly quantity: string;
  readonly unit: string;
  readonly pdfUrl: string;
}

/** Commitment certificates of a batch: those that there are, and another one. */
export function CommitmentPanel({ batch, onDone }: ActionProperties) {
  const { session } = useConsole();
  const texts = useTexts({ en, zh });
  const { day } = useFormat();
  const path = `/v1/traces/${batch.id}/commitments`;
  const found = useLoad(async () => (await session.call<readonly Commitment[]>("GET", path)).data, [path]);
  const body = (data: FormData) => {
    const basis = data.getAll("basis").map(String);
    if (basis.length === 0) throw new Error(texts.needsBasis);
    const collected = listed(said(data, "collected"));
    return { basis, ...saidOf(data, ["contact", "place"]), ...(collected.length > 0 && { collected }) };
  };
  return (
    <>
      <p class="muted">{texts.lead}</p>
      <Loading of={found}>
        {(commitments) =>
          commitments.length === 0 ? (
            <p class="muted">{texts.none}</p>
          ) : (
            <ul class="items">
              {commitments.map(({ number, status, issueDate, product, quantity, unit, pdfUrl }) => (
                <li key={number}>
                  <p>
                    <strong class="mono">{number}</strong> <span class="tag">{texts.statuses[status] ?? status}</span>
                  </p>
                  <p class="muted">
                    {product} · {quantity} {unit} · {day(issueDate)} · <a href={new URL(pdfUrl).pathname}>PDF</a>
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loading>
      <ActForm
        path={path}
        body={body}
        button={texts.issue}
        onDone={() => {
          found.reload();
          onDone();
        }}
      >
        {(errors) => (
          <>
            <fieldset class="repeated">
              <legend>{texts.basis}</legend>
              {Object.entries(texts.bases).map(([value, words]) => (
                <label class="check" key={value}>
                  <input type="checkbox" name="basis" value={value} />
                  <span>{words}</span>
                </label>
              ))}
            </fieldset>
            <div class="row">
              <Field label={texts.contact} name="contact" errors={errors} required />
              <Field label={texts.place} help={texts.placeHelp} name="place" errors={errors} />
            </div>
            <Field label={texts.collected} name="collected" errors={errors} autocapitalize="none" />
          </>
        )}
      </ActForm>
    </>
  );
}
