import { harmless } from "../../../domain/shared/foreign-text.ts";
import { type AskedItem, pathOf } from "../address.ts";
import { useLocale } from "../locale.ts";
import { useProduct } from "../use-product.ts";
import { CodeForm } from "./code-form.tsx";

/** Where a product's label leads: to choose among batches of one lot, or to type the code where there is none. */
export function ProductPage({ item }: { readonly item: AskedItem }) {
  const { language, texts } = useLocale();
  const product = useProduct(item);
  if (product === undefined) return <p class="message">{texts.page.loading}</p>;
  if (product === null) return <CodeForm asked={{ type: "none" }} />;
  const name = <bdi>{harmless(product.name)}</bdi>;
  if (product.batches.length === 0) {
    return (
      <>
        <section class="message" data-testid="product">
          <p>{name}</p>
          {item.lot !== undefined && (
            <p role="alert" data-testid="unknown-lot">
              {texts.page.unknownLot(item.lot)}
            </p>
          )}
        </section>
        <CodeForm asked={{ type: "none" }} />
      </>
    );
  }
  return (
    <section class="message" data-testid="lot-choice">
      <h1>{texts.page.whichBatch(item.lot ?? "")}</h1>
      <p>{name}</p>
      <p>{texts.page.whichBatchHint}</p>
      <ul class="lot-choice">
        {product.batches.map(({ code, title }) => (
          <li key={code}>
            <a class="button" href={`${pathOf(code)}?lang=${language}`}>
              <bdi>{harmless(title)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
