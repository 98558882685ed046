import type { ComponentChildren } from "preact";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { responsibilityOf } from "../../story/responsibility.ts";
import { Value } from "../steps/details-table.tsx";

/** Who answers for the goods, and whom to call: what the law in China has on a label, as far as the record has it. */
export function Responsibility() {
  const { story } = useJourney();
  const { texts } = useLocale();
  const { responsibility } = texts;
  if (!story.product) return null;
  const { producer, place, fields, laboratories, isMedicine } = responsibilityOf(story, story.product);
  return (
    <section class="responsibility" aria-labelledby="responsibility-title" data-testid="responsibility">
      <h2 id="responsibility-title">{responsibility.title}</h2>
      <p class="muted">{responsibility.lead}</p>
      {isMedicine && <p class="not-medicine-code">{responsibility.notMedicineCode}</p>}
      <div class={story.product.version.fault ? "refuted" : undefined}>
        <table class="details">
          <tbody>
            {producer && <Row name={responsibility.producer}>{<bdi>{producer}</bdi>}</Row>}
            {place && <Row name={responsibility.place}>{<bdi>{place}</bdi>}</Row>}
            {Object.entries(fields).map(([field, value]) => (
              <Row key={field} name={texts.fields[field as keyof typeof texts.fields]}>
                <Value name={field} value={value} />
              </Row>
            ))}
            {laboratories.map(({ laboratory, number }) => (
              <Row key={String(number)} name={responsibility.laboratory(laboratory)}>
                <Value name="cmaNumber" value={number} />
              </Row>
            ))}
            <Row name={responsibility.hotline}>
              <a href="tel:12315">12315</a>
            </Row>
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children}</td>
    </tr>
  );
}
