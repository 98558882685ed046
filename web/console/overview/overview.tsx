import { useConsole, useTexts } from "../app/context.ts";
import type { ListedBatch } from "../batches/batch.ts";
import { BatchList } from "../batches/batch-list.tsx";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { useLoad } from "../parts/use-load.ts";
import { OVERVIEW_TEXTS } from "./texts.ts";

/** Where the console begins: what waits for whoever is signed in, and the newest batches. */
export default function Overview() {
  const { me, session } = useConsole();
  const texts = useTexts(OVERVIEW_TEXTS);
  const newest = useLoad(
    async () => (await session.call<ListedBatch[]>("GET", "/v1/traces?held=true&limit=5")).data,
    [],
  );
  const waiting = useLoad(async () => {
    const [offers, recalls] = await Promise.all([
      session.call<unknown[]>("GET", "/v1/offers?direction=in&status=open&limit=1"),
      session.call<unknown[]>("GET", "/v1/recalls?limit=1"),
    ]);
    return { offers: offers.meta?.totalItems ?? 0, recalls: recalls.meta?.totalItems ?? 0 };
  }, []);
  const roles = me.roles.map((role) => texts.roleNames[role] ?? role);

  return (
    <>
      <h1>{texts.title(me.name)}</h1>
      <p class="muted">{roles.length > 0 ? `${texts.roles}: ${roles.join(", ")}` : texts.noRoles}</p>
      <section class="sheet" aria-labelledby="waiting">
        <h2 id="waiting">{texts.waiting}</h2>
        <Loading of={waiting}>
          {({ offers, recalls }) => (
            <>
              {offers > 0 && (
                <p>
                  <Link to="/offers">{texts.offers(offers)}</Link>
                </p>
              )}
              {recalls > 0 && (
                <p>
                  <Link to="/recalls">{texts.recalls(recalls)}</Link>
                </p>
              )}
              {offers + recalls === 0 && <p class="muted">{texts.nothingWaits}</p>}
            </>
          )}
        </Loading>
      </section>
      <section aria-labelledby="newest">
        <h2 id="newest">{texts.newest}</h2>
        <Loading of={newest}>{(batches) => <BatchList batches={batches} />}</Loading>
        <p>
          <Link to="/batches">{texts.allBatches}</Link>
        </p>
      </section>
    </>
  );
}
