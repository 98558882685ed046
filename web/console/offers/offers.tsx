import { useState } from "preact/hooks";
import { useTexts } from "../app/context.ts";
import { Choice } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { List } from "../parts/list.tsx";
import { Party } from "../parts/party.tsx";
import { useFormat } from "../parts/use-format.ts";
import type { Direction, HandOver, Offer } from "./offer.ts";
import { OfferEntry } from "./offer-entry.tsx";
import { OFFER_TEXTS } from "./texts.ts";

/** What an offer of one batch can be, and what a hand-over of many can. */
const OFFERS = ["open", "accepted", "refused", "cancelled", "void"];
const HAND_OVERS = ["open", "accepted", "refused", "cancelled", "unsigned", "accepting", "expired"];

/** What is offered to whoever is signed in, or by it: batch by batch, and many at once. */
export function Offers() {
  const texts = useTexts(OFFER_TEXTS);
  const [direction, setDirection] = useState<Direction>("in");
  const [status, setStatus] = useState("open");
  const statuses = [...new Set([...OFFERS, ...HAND_OVERS])].map(
    (each) => [each, texts.statuses[each] ?? each] as const,
  );
  const query = new URLSearchParams({ direction, limit: "20", ...(status && { status }) });
  return (
    <>
      <h1>{texts.title}</h1>
      <p>
        <Link to="/offers/new" class="button">
          {texts.newHandOver}
        </Link>
      </p>
      <div class="filters">
        <Choice
          label={texts.direction}
          name="direction"
          value={direction}
          options={Object.entries(texts.directions)}
          onInput={({ currentTarget }) => setDirection(currentTarget.value as Direction)}
        />
        <Choice
          label={texts.status}
          name="status"
          value={status}
          options={[["", texts.anyStatus], ...statuses]}
          onInput={({ currentTarget }) => setStatus(currentTarget.value)}
        />
      </div>
      <section aria-labelledby="single">
        <h2 id="single">{texts.offers}</h2>
        {status === "" || OFFERS.includes(status) ? (
          <List<Offer> path={`/v1/offers?${query}`} empty={<p class="muted">{texts.noOffers}</p>}>
            {(offers) => (
              <ul class="entries">
                {offers.map((offer) => (
                  <OfferEntry key={`${offer.traceId} ${offer.offeredAt}`} offer={offer} direction={direction} />
                ))}
              </ul>
            )}
          </List>
        ) : (
          <p class="muted">{texts.noOffers}</p>
        )}
      </section>
      <section aria-labelledby="many">
        <h2 id="many">{texts.handOvers}</h2>
        {status === "" || HAND_OVERS.includes(status) ? (
          <List<HandOver> path={`/v1/handovers?${query}`} empty={<p class="muted">{texts.noHandOvers}</p>}>
            {(handOvers) => (
              <ul class="entries">
                {handOvers.map((handOver) => (
                  <Entry key={handOver.id} handOver={handOver} direction={direction} />
                ))}
              </ul>
            )}
          </List>
        ) : (
          <p class="muted">{texts.noHandOvers}</p>
        )}
      </section>
    </>
  );
}

function Entry({ handOver, direction }: { readonly handOver: HandOver; readonly direction: Direction }) {
  const texts = useTexts(OFFER_TEXTS);
  const { day } = useFormat();
  return (
    <li class="sheet">
      <p>
        <Link to={`/offers/${handOver.id}`}>{texts.batches(handOver.batches.length)}</Link>{" "}
        <span class="tag">{texts.statuses[handOver.status] ?? handOver.status}</span>
      </p>
      <p class="muted">
        {direction === "in" ? texts.from : texts.to} <Party of={direction === "in" ? handOver.from : handOver.to} /> ·{" "}
        {day(handOver.createdAt)}
      </p>
    </li>
  );
}
