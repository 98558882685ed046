import { RECALL_TEXTS } from "../../plain/recall-texts.ts";
import { useConsole, useTexts } from "../app/context.ts";
import { ActForm } from "../parts/act-form.tsx";
import { Actions } from "../parts/actions.tsx";
import { Facts } from "../parts/facts.tsx";
import { Area } from "../parts/field.tsx";
import { FileForm } from "../parts/file-form.tsx";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { said } from "../parts/said.ts";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { useFormat } from "../parts/use-format.ts";
import { useLoad } from "../parts/use-load.ts";
import type { Recall } from "./recall.ts";
import { RecallFigures } from "./recall-figures.tsx";
import { RecallItems } from "./recall-items.tsx";
import { RecallOperations } from "./recall-operations.tsx";
import { RecallTags } from "./recalls.tsx";
import { OWN_RECALL_TEXTS } from "./texts.ts";

/** A recall: what is to be done, what its holders said, and what whoever is signed in can do. */
export function RecallView({ id }: { readonly id: string }) {
  const { session } = useConsole();
  const texts = useTexts(OWN_RECALL_TEXTS);
  const printed = useTexts(RECALL_TEXTS);
  const { time } = useFormat();
  const path = `/v1/recalls/${encodeURIComponent(id)}`;
  const found = useLoad(async () => (await session.call<Recall>("GET", `${path}?limit=1`)).data, [path]);
  return (
    <>
      <p>
        <Link to="/recalls">← {texts.title}</Link>
      </p>
      <Loading of={found}>
        {(recall) => (
          <>
            <h1>{recall.drill ? printed.drillTitle(recall.id) : printed.title(recall.id)}</h1>
            <p>
              <RecallTags recall={recall} />
            </p>
            {recall.drill && <p class="notice notice-warn">{printed.drill}</p>}
            {recall.liftedAt && (
              <p class="notice notice-warn">{printed.lifted(time(recall.liftedAt), recall.liftReason ?? "")}</p>
            )}
            <section class="sheet">
              <Facts
                of={[
                  [printed.batch, <Link to={`/batches/${recall.traceId}`}>{recall.batchCode}</Link>],
                  [printed.class, printed.classes[recall.class]],
                  [printed.scope, printed.scopes[recall.scope]],
                  [printed.reason, recall.reason],
                  [printed.instruction, recall.instruction],
                  [printed.contact, recall.contact],
                  [printed.begun, time(recall.createdAt)],
                ]}
              />
            </section>
            <RecallFigures recall={recall} />
            {recall.report && <RecallOperations key={recall.liftedAt} path={path} onDone={found.reload} />}
            {recall.report && !recall.liftedAt && <Lift path={path} onDone={found.reload} />}
            <section aria-labelledby="items">
              <h2 id="items">{printed.list}</h2>
              <RecallItems path={path} recall={recall} onDone={found.reload} />
            </section>
            <section class="sheet" aria-labelledby="downloads">
              <h2 id="downloads">{texts.downloads}</h2>
              <Downloads id={id} path={path} />
            </section>
          </>
        )}
      </Loading>
    </>
  );
}

function Lift({ path, onDone }: { readonly path: string; readonly onDone: () => void }) {
  const texts = useTexts(OWN_RECALL_TEXTS);
  const common = useTexts(COMMON_TEXTS);
  const form = () => (
    <ActForm
      path={`${path}/lift`}
      body={(data) => ({ reason: said(data, "reason") })}
      button={texts.lift}
      grave
      onDone={onDone}
    >
      {(errors) => <Area label={common.reason} help={texts.liftWhat} name="reason" errors={errors} required />}
    </ActForm>
  );
  return (
    <section>
      <Actions of={[{ name: "lift", title: texts.lift, form }]} />
    </section>
  );
}

function Downloads({ id, path }: { readonly id: string; readonly path: string }) {
  const { language } = useConsole();
  const texts = useTexts(OWN_RECALL_TEXTS);
  return (
    <div class="actions">
      {(["csv", "xlsx"] as const).map((format) => (
        <FileForm key={format} path={`${path}?format=${format}`} name={`${id}.${format}`} button={texts[format]} />
      ))}
      <FileForm path={`${path}?format=html&lang=${language}`} name={`${id}.html`} button={texts.print} />
    </div>
  );
}
