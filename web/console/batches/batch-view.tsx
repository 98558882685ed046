import { useEffect } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { useLoad } from "../parts/use-load.ts";
import { BatchActions } from "./actions/batch-actions.tsx";
import type { Batch } from "./batch.ts";
import { amountOf } from "./batch-list.tsx";
import { Journey } from "./journey/journey.tsx";
import { BATCH_TEXTS } from "./texts.ts";

/** A batch: how it stands, what happened to it, and what whoever is signed in can do with it. */
export function BatchView({ id }: { readonly id: string }) {
  const { session, language } = useConsole();
  const texts = useTexts(BATCH_TEXTS);
  const { locale, brand } = useTexts(COMMON_TEXTS);
  const path = `/v1/traces/${encodeURIComponent(id)}`;
  const found = useLoad(async () => (await session.call<Batch>("GET", path)).data, [path]);
  const { value } = found;
  useEffect(() => {
    if (value) document.title = `${value.name ?? value.batchCode} · ${brand}`;
  }, [value, brand]);

  return (
    <>
      <p>
        <Link to="/batches">← {texts.backToList}</Link>
      </p>
      <Loading of={found}>
        {(batch) => (
          <>
            <h1>
              <bdi>{batch.name ?? texts.withheld}</bdi>
            </h1>
            <p>
              <span class="mono">{batch.batchCode}</span>{" "}
              <span class={batch.status === "recalled" ? "tag tag-bad" : "tag"}>
                {texts.statuses[batch.status] ?? batch.status}
              </span>{" "}
              <a href={`/t/${encodeURIComponent(batch.batchCode)}?lang=${language}`}>{texts.publicPage}</a>
            </p>
            {batch.notice && <p class="notice notice-bad">{batch.notice[language]}</p>}
            {batch.hold && (
              <p class="notice notice-warn">
                {texts.onHold}
                {batch.hold.reason && `: ${batch.hold.reason}`}
              </p>
            )}
            {batch.description && <p>{batch.description}</p>}
            <section class="sheet with-code" aria-labelledby="amounts">
              <div>
                <h2 id="amounts">{texts.amounts}</h2>
                {batch.quantities ? (
                  <Amounts quantities={batch.quantities} />
                ) : (
                  <p>{amountOf(batch, locale, texts.unknown)}</p>
                )}
              </div>
              {/* By this host, whatever it is called outside. */}
              <img src={new URL(batch.qrCode).pathname} alt={texts.qr} width="132" height="132" />
            </section>
            <section aria-labelledby="actions">
              <h2 id="actions">{texts.actions}</h2>
              <BatchActions batch={batch} onDone={found.reload} />
            </section>
            <section aria-labelledby="journey">
              <h2 id="journey">{texts.journey}</h2>
              <Journey batch={batch} onDone={found.reload} />
            </section>
          </>
        )}
      </Loading>
    </>
  );
}

/** What there was, what remains, and whatever became of the rest. */
function Amounts({ quantities }: { readonly quantities: NonNullable<Batch["quantities"]> }) {
  const texts = useTexts(BATCH_TEXTS);
  const { locale } = useTexts(COMMON_TEXTS);
  const { unit, ...amounts } = quantities;
  const shown = Object.entries(amounts).filter(([name, amount]) => amount > 0 || name === "remaining");
  return (
    <dl class="figures">
      {shown.map(([name, amount]) => (
        <div key={name}>
          <dt>{texts.quantities[name] ?? name}</dt>
          <dd>
            {new Intl.NumberFormat(locale).format(amount)} {unit}
          </dd>
        </div>
      ))}
    </dl>
  );
}
