import { useDesk, useTexts } from "../app/context.ts";
import { type HashRow, isAsExpected } from "./recompute.ts";
import { BATCH_TEXTS } from "./texts.ts";

/** Each hash of a line: what is hashed, what is expected, what was found. */
export function HashTable({ seq, rows }: { readonly seq: number; readonly rows: readonly HashRow[] }) {
  const texts = useTexts(BATCH_TEXTS);
  return (
    <table class="hashes">
      <caption class="visually-hidden">{texts.caption(seq)}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.hashed}</th>
          <th scope="col">{texts.expected}</th>
          <th scope="col">{texts.found}</th>
          <th scope="col" class="hash-result">
            {texts.result}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <Row key={index} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { readonly row: HashRow }) {
  const { locale } = useDesk();
  const texts = useTexts(BATCH_TEXTS);
  const { hashed, title, index, bytes, expected, found, withheld } = row;
  const isSame = isAsExpected(row);
  const more = [
    title,
    index !== undefined && texts.step(index + 1),
    bytes !== undefined && texts.sizes(new Intl.NumberFormat(locale).format(bytes)),
  ].filter(Boolean);
  const missing = withheld === undefined ? texts.notHere : (texts.withheld[withheld] ?? withheld);
  return (
    <tr data-hashed={hashed} data-result={isSame === undefined ? "" : isSame ? "same" : "different"}>
      <th scope="row">
        {texts.names[hashed]}
        {more.length > 0 && <small class="muted">{more.join(" · ")}</small>}
      </th>
      <td data-label={texts.expected}>
        <span class={expected === undefined ? "muted" : "mono"}>{expected ?? texts.partOfNext}</span>
      </td>
      <td data-label={texts.found}>
        <span class={found === undefined ? "muted" : "mono"}>{found ?? missing}</span>
      </td>
      <td class="hash-result" data-label={texts.result}>
        {isSame === undefined ? (
          "–"
        ) : (
          <strong class={isSame ? "good" : "bad"}>{isSame ? texts.same : texts.different}</strong>
        )}
      </td>
    </tr>
  );
}
