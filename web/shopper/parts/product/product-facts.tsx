import type { ComponentChildren } from "preact";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { responsibilityOf } from "../../story/responsibility.ts";
import { DetailsTable } from "../steps/details-table.tsx";

/** Nutrition, storage and properties but for those on responsibility, from the creation or its latest revision. */
export function ProductFacts() {
  const { story } = useJourney();
  const { facts } = useLocale().texts;
  if (!story.product) return null;
  const { product } = story.product.description;
  const { others } = responsibilityOf(story, story.product);
  const filled = (values: object) => Object.keys(values).length > 0;
  const sections = [
    product.description && <p class="about">{product.description}</p>,
    filled(product.nutritionalInfo) && (
      <Section title={facts.nutrition}>
        <DetailsTable values={product.nutritionalInfo} />
      </Section>
    ),
    product.storageGuide && (
      <Section title={facts.storage}>
        <p>{product.storageGuide}</p>
      </Section>
    ),
    filled(others) && (
      <Section title={facts.attributes}>
        <DetailsTable values={others} />
      </Section>
    ),
  ].filter(Boolean);
  if (sections.length === 0) return null;
  return (
    <section class="product-facts" aria-labelledby="about-title">
      <h2 id="about-title">{facts.about}</h2>
      <div class={story.product.version.fault ? "refuted" : undefined}>{sections}</div>
    </section>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
