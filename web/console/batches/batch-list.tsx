import { useTexts } from "../app/context.ts";
import { Link } from "../parts/link.tsx";
import { COMMON_TEXTS } from "../parts/texts.ts";
import type { ListedBatch } from "./batch.ts";
import { BATCH_TEXTS } from "./texts.ts";

/** Batches as a table; on a phone, as cards. */
export function BatchList({ batches }: { readonly batches: readonly ListedBatch[] }) {
  const texts = useTexts(BATCH_TEXTS);
  const { locale } = useTexts(COMMON_TEXTS);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const { columns } = texts;
  if (batches.length === 0) return <p class="muted">{texts.none}</p>;
  return (
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
          <tr key={batch.id}>
            <th scope="row" data-label={columns.name}>
              <Link to={`/batches/${batch.id}`}>
                <bdi>{batch.name ?? texts.withheld}</bdi>
              </Link>
            </th>
            <td data-label={columns.code} class="mono">
              {batch.batchCode}
            </td>
            <td data-label={columns.quantity}>{amountOf(batch, locale, texts.unknown)}</td>
            <td data-label={columns.status}>
              <span class={batch.status === "recalled" ? "tag tag-bad" : "tag"}>
                {texts.statuses[batch.status] ?? batch.status}
              </span>
            </td>
            <td data-label={columns.created}>{day.format(new Date(batch.createdAt))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A quantity with its unit, or that none was told. */
export function amountOf(
  { quantity, unit }: { readonly quantity: number | null; readonly unit: string },
  locale: string,
  unknown: string,
): string {
  return quantity === null ? unknown : `${new Intl.NumberFormat(locale).format(quantity)} ${unit}`;
}
