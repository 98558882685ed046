import { useConsole, useTexts } from "../app/context.ts";
import { ActForm } from "../parts/act-form.tsx";
import { type Action, Actions } from "../parts/actions.tsx";
import { Facts } from "../parts/facts.tsx";
import { Area } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { isMe, Party } from "../parts/party.tsx";
import { said } from "../parts/said.ts";
import { useFormat } from "../parts/use-format.ts";
import { useLoad } from "../parts/use-load.ts";
import type { HandedOver, HandOver } from "./offer.ts";
import { OFFER_TEXTS } from "./texts.ts";

/** A hand-over of many batches: what became of each, and what one's side can do. */
export function HandOverView({ id }: { readonly id: string }) {
  const { session, me } = useConsole();
  const texts = useTexts(OFFER_TEXTS);
  const { time } = useFormat();
  const path = `/v1/handovers/${encodeURIComponent(id)}`;
  const found = useLoad(async () => (await session.call<HandOver>("GET", path)).data, [path]);
  return (
    <>
      <p>
        <Link to="/offers">← {texts.title}</Link>
      </p>
      <Loading of={found}>
        {(handOver) => (
          <>
            <h1>{texts.batches(handOver.batches.length)}</h1>
            <p>
              <span class="tag" data-testid="status">
                {texts.statuses[handOver.status] ?? handOver.status}
              </span>
            </p>
            <section class="sheet">
              <Facts
                of={[
                  [texts.from, <Party of={handOver.from} />],
                  [texts.to, <Party of={handOver.to} />],
                  [texts.note, handOver.note],
                  [texts.reason, handOver.reason],
                  [texts.offered, time(handOver.createdAt)],
                  [texts.until, handOver.status === "open" && time(handOver.expiresAt)],
                  [texts.ended, handOver.endedAt && time(handOver.endedAt)],
                ]}
              />
            </section>
            <Actions of={actionsOf(handOver, path, found.reload)} />
            <section>
              <Batches batches={handOver.batches} />
            </section>
          </>
        )}
      </Loading>
    </>
  );

  function actionsOf(handOver: HandOver, root: string, onDone: () => void): readonly Action[] {
    const { typedData, status } = handOver;
    if (isMe(me, handOver.to)) return status === "open" ? [accept(root, onDone), refuse(root, onDone)] : [];
    const isWaiting = status === "open" || status === "unsigned";
    return [...(typedData ? [sign(root, typedData, onDone)] : []), ...(isWaiting ? [cancel(root, onDone)] : [])];
  }

  function accept(root: string, onDone: () => void): Action {
    const form = () => (
      <ActForm path={`${root}/accept`} body={() => undefined} button={texts.accept} onDone={onDone}>
        {() => <p>{texts.acceptMany}</p>}
      </ActForm>
    );
    return { name: "accept", title: texts.accept, form };
  }

  function refuse(root: string, onDone: () => void): Action {
    const form = () => (
      <ActForm
        path={`${root}/refuse`}
        body={(data) => ({ reason: said(data, "reason") })}
        button={texts.refuse}
        grave
        onDone={onDone}
      >
        {(errors) => <Area label={texts.reason} help={texts.refuseWhat} name="reason" errors={errors} required />}
      </ActForm>
    );
    return { name: "refuse", title: texts.refuse, form };
  }

  function cancel(root: string, onDone: () => void): Action {
    const form = () => (
      <ActForm path={`${root}/cancel`} body={() => undefined} button={texts.cancel} grave onDone={onDone}>
        {() => <p>{texts.cancelWhat}</p>}
      </ActForm>
    );
    return { name: "cancel", title: texts.cancel, form };
  }

  function sign(root: string, typedData: NonNullable<HandOver["typedData"]>, onDone: () => void): Action {
    const form = () => <SignForm path={`${root}/signature`} typedData={typedData} onDone={onDone} />;
    return { name: "sign", title: texts.sign, form };
  }
}

function SignForm(props: {
  readonly path: string;
  readonly typedData: NonNullable<HandOver["typedData"]>;
  readonly onDone: () => void;
}) {
  const { sign } = useConsole();
  const texts = useTexts(OFFER_TEXTS);
  const body = async () => ({ signature: await sign(props.typedData) });
  return (
    <ActForm path={props.path} body={body} button={texts.sign} done={texts.kept} onDone={props.onDone}>
      {() => <p>{texts.signWhat}</p>}
    </ActForm>
  );
}

function Batches({ batches }: { readonly batches: readonly HandedOver[] }) {
  const texts = useTexts(OFFER_TEXTS);
  const { amount } = useFormat();
  const { columns } = texts;
  const isRecalled = batches.some(({ recalled }) => recalled);
  return (
    <>
      {isRecalled && <p class="notice notice-warn">{texts.recalledHelp}</p>}
      <table class="cards">
        <thead>
          <tr>
            {Object.values(columns).map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <tr key={batch.traceId}>
              <th scope="row" data-label={columns.name}>
                <Link to={`/batches/${batch.traceId}`}>
                  <bdi>{batch.name ?? texts.withheld}</bdi>
                </Link>
              </th>
              <td data-label={columns.code} class="mono">
                {batch.batchCode}
              </td>
              <td data-label={columns.quantity}>{amount(batch.quantity, batch.unit)}</td>
              <td data-label={columns.status}>
                {texts.batchStatuses[batch.status]}{" "}
                {batch.recalled && <span class="tag tag-bad">{texts.recalled}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
