import { valueName, valueWithUnit } from "../../../../domain/names/values.ts";
import { useLocale } from "../../locale.ts";
import { formatDay, formatTime } from "../../story/format.ts";
import { translate } from "../../texts/index.ts";

/** Named values as a small table. Names that records commonly use are translated, all else is shown as recorded. */
export function DetailsTable({ values }: { readonly values: Readonly<Record<string, unknown>> }) {
  const { texts } = useLocale();
  const entries = inUsualOrder(Object.entries(values), Object.keys(texts.fields));
  if (entries.length === 0) return null;
  return (
    <table class="details">
      <tbody>
        {entries.map(([name, value]) =>
          isGroup(value) ? (
            <tr key={name}>
              <td colSpan={2} class="details-group">
                <p>{translate(texts.fields, name)}</p>
                <DetailsTable values={value} />
              </td>
            </tr>
          ) : (
            <tr key={name}>
              <th scope="row">{translate(texts.fields, name)}</th>
              <td>
                <Value name={name} value={value} />
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

/** Nested values get the full width, which is scarce on a phone. */
function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Canonical JSON sorts names, which puts the calories before the serving size; common names are listed in their usual
 * order.
 */
function inUsualOrder<T>(entries: readonly [string, T][], usual: readonly string[]): [string, T][] {
  const rank = (name: string) => (usual.includes(name) ? usual.indexOf(name) : usual.length);
  return [...entries].sort(([a], [b]) => rank(a) - rank(b));
}

/** A day and time as records write them; a plain date or a number is shown as it is. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** A value as a record has it, in words where it is a common code. */
export function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  const { language, texts } = useLocale();
  if (value === null || value === undefined || value === "") return <>–</>;
  if (typeof value === "boolean") return <>{value ? texts.facts.yes : texts.facts.no}</>;
  if (typeof value === "string" && TIMESTAMP.test(value)) {
    return <>{[formatDay(value, texts.locale), formatTime(value, texts.locale)].filter(Boolean).join(" ")}</>;
  }
  if (typeof value === "string") return <>{valueWithUnit(name, valueName(name, value, language), language)}</>;
  if (typeof value === "number") return <>{valueWithUnit(name, value, language)}</>;
  if (typeof value !== "object") return <>{String(value)}</>;
  if (!Array.isArray(value)) return <DetailsTable values={value as Record<string, unknown>} />;
  return (
    <ul class="values">
      {value.map((item, index) => (
        <li key={index}>
          <Value name={name} value={item} />
        </li>
      ))}
    </ul>
  );
}
