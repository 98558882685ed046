import type { ComponentChildren } from "preact";
import type { Quantities } from "../../../../domain/lineage/amounts.ts";
import { FATES } from "../../../../domain/records/gone.ts";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { formatDay, formatNumber } from "../../story/format.ts";
import { translate } from "../../texts/index.ts";
import { ActorName } from "../actor-name.tsx";
import { Notice } from "../notice.tsx";
import { HeroPicture } from "./hero-picture.tsx";
import { InspectionSummary } from "./inspection-summary.tsx";

/** The head of the page: the product, its producer, and the verdict. */
export function Hero({ code, children }: { readonly code: string; readonly children: ComponentChildren }) {
  const { proof, story } = useJourney();
  const { texts } = useLocale();
  const { product, amount } = story;
  const description = product?.description;
  const fault = product?.version.fault;
  const producer =
    description && [description.producer.name, description.producer.location].filter(Boolean).join(" · ");
  const harvested = description?.harvestDate;
  const lot = description?.lot;
  return (
    <header class="hero">
      <HeroPicture />
      <div class="hero-text">
        <h1 class={fault ? "refuted" : undefined} data-testid="product-name">
          {description ? description.product.name || description.name : texts.hero.unnamed}
        </h1>
        {children}
        <InspectionSummary />
        <dl class="hero-facts">
          <Fact name={texts.hero.batch} value={<span class="mono">{code}</span>} />
          {lot !== undefined && (
            <Fact name={texts.hero.lot} value={<span class="mono">{lot}</span>} refuted={!!fault} />
          )}
          {producer && (
            <Fact
              name={texts.hero.producer}
              value={
                <>
                  <bdi>{producer}</bdi>
                  {proof.lookalikes?.producer && <small class="name-notice">{texts.names.lookalike}</small>}
                </>
              }
              refuted={!!fault}
            />
          )}
          {story.creation && <Fact name={texts.hero.recordedBy} value={<ActorName version={story.creation} />} />}
          {amount && <Fact name={texts.hero.quantity} value={<Quantity amount={amount} />} />}
          {harvested && (
            <Fact name={texts.hero.harvested} value={formatDay(harvested, texts.locale)} refuted={!!fault} />
          )}
        </dl>
        {fault && <Notice tone="bad">{texts.hero.descriptionFault}</Notice>}
        {story.allWithheld && <Notice tone="quiet">{texts.hero.allWithheld}</Notice>}
      </div>
    </header>
  );
}

/** What remains; where that is not all there was, beside it what became of the rest. */
function Quantity({ amount }: { readonly amount: Quantities }) {
  const { texts } = useLocale();
  const told = (quantity: number) => `${formatNumber(quantity, texts.locale)} ${translate(texts.units, amount.unit)}`;
  const gone = FATES.filter((fate) => amount[fate] > 0).map((fate) => `${told(amount[fate])} ${texts.hero.gone[fate]}`);
  return (
    <>
      {told(amount.remaining)}
      {gone.length > 0 && <small>{[`${texts.hero.made} ${told(amount.made)}`, ...gone].join(" · ")}</small>}
    </>
  );
}

function Fact(props: { readonly name: string; readonly value: ComponentChildren; readonly refuted?: boolean }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd class={props.refuted ? "refuted" : undefined}>{props.value}</dd>
    </div>
  );
}
