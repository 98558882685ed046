import { useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import type { Batch } from "../batches/batch.ts";
import { ActForm } from "../parts/act-form.tsx";
import { type Action, Actions } from "../parts/actions.tsx";
import { Area } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { Party } from "../parts/party.tsx";
import { said } from "../parts/said.ts";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { useFormat } from "../parts/use-format.ts";
import { useLoad } from "../parts/use-load.ts";
import type { Direction, Offer } from "./offer.ts";
import { OFFER_TEXTS } from "./texts.ts";

/** An offer of one batch, and what one's side can do about it. */
export function OfferEntry({ offer, direction }: { readonly offer: Offer; readonly direction: Direction }) {
  const texts = useTexts(OFFER_TEXTS);
  const common = useTexts(COMMON_TEXTS);
  const { day, amount } = useFormat();
  // What one did about it; the list is read anew when one comes back.
  const [done, setDone] = useState<string>();
  const status = done ?? offer.status;
  const act = (name: "accept" | "refuse" | "cancel", becomes: string) => ({
    path: `/v1/traces/${offer.traceId}/offers/${name}`,
    button: texts[name],
    onDone: () => setDone(becomes),
  });
  const answers: readonly Action[] = [
    { name: "accept", title: texts.accept, form: () => <Accept offer={offer} act={act("accept", "accepted")} /> },
    {
      name: "refuse",
      title: texts.refuse,
      form: () => (
        <ActForm {...act("refuse", "refused")} grave body={(data) => ({ reason: said(data, "reason") })}>
          {(errors) => <Area label={texts.reason} help={texts.refuseWhat} name="reason" errors={errors} required />}
        </ActForm>
      ),
    },
  ];
  const takesBack: Action = {
    name: "cancel",
    title: texts.cancel,
    form: () => (
      <ActForm {...act("cancel", "cancelled")} grave body={() => undefined}>
        {() => <p>{texts.cancelWhat}</p>}
      </ActForm>
    ),
  };
  return (
    <li class="sheet">
      <p>
        <Link to={`/batches/${offer.traceId}`}>
          <bdi>{offer.name ?? texts.withheld}</bdi>
        </Link>{" "}
        <span class="mono">{offer.batchCode}</span> <span class="tag">{texts.statuses[status] ?? status}</span>
      </p>
      <p class="muted">
        {amount(offer.quantity, offer.unit)} · {direction === "in" ? texts.from : texts.to}{" "}
        <Party of={direction === "in" ? offer.from : offer.to} /> · {day(offer.offeredAt)}
      </p>
      {offer.note && <p>{offer.note}</p>}
      {done && <p role="status">{common.states.done}</p>}
      {status === "open" && <Actions of={direction === "in" ? answers : [takesBack]} />}
    </li>
  );
}

/** Before it is accepted, what stands against that is told: holds, recalls, failed inspections. */
function Accept(props: {
  readonly offer: Offer;
  readonly act: { readonly path: string; readonly button: string; readonly onDone: () => void };
}) {
  const { session, language } = useConsole();
  const texts = useTexts(OFFER_TEXTS);
  const path = `/v1/traces/${props.offer.traceId}`;
  const found = useLoad(async () => (await session.call<Batch>("GET", path)).data, [path]);
  const body = (data: FormData) => {
    const note = said(data, "note");
    return { ...(note && { note }) };
  };
  return (
    <Loading of={found}>
      {({ hold, notice }) => (
        <ActForm {...props.act} body={body}>
          {(errors) => (
            <>
              {notice && <p class="notice notice-bad">{notice[language]}</p>}
              {hold && <p class="notice notice-warn">{[texts.onHold, hold.reason].filter(Boolean).join(": ")}</p>}
              <p>{texts.acceptWhat}</p>
              <Area label={texts.note} name="note" errors={errors} />
            </>
          )}
        </ActForm>
      )}
    </Loading>
  );
}
