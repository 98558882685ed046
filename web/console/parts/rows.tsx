import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { useTexts } from "../app/context.ts";

const en = { remove: (what: string, number: number) => `Remove ${what} ${number}` };
const zh: typeof en = { remove: (what, number) => `删除${what} ${number}` };

let count = 0;
const next = () => ++count;

/** Fields that repeat: rows that are added and taken away, at least one. What stands in the others stays. */
export function Rows(props: {
  /** What one row is. */
  readonly what: string;
  readonly add: string;
  /** How many stand there at first; one where left out. */
  readonly begin?: number;
  /** The fields of a row, by its place from 0: their names begin with it; and the place that it had at first, -1 of a new one. */
  readonly children: (index: number, first: number) => ComponentChildren;
}) {
  const { what, add, begin, children } = props;
  const texts = useTexts({ en, zh });
  const [rows, setRows] = useState<readonly number[]>(() => Array.from({ length: Math.max(1, begin ?? 1) }, next));
  const begun = useRef(rows);
  return (
    <>
      {rows.map((row, index) => (
        <fieldset class="repeated" key={row}>
          <legend>
            {what} {index + 1}
          </legend>
          <div class="row">{children(index, begun.current.indexOf(row))}</div>
          {rows.length > 1 && (
            <button
              type="button"
              class="button-quiet"
              onClick={() => setRows((before) => before.filter((one) => one !== row))}
            >
              {texts.remove(what, index + 1)}
            </button>
          )}
        </fieldset>
      ))}
      <button type="button" class="button-quiet" onClick={() => setRows((before) => [...before, next()])}>
        {add}
      </button>
    </>
  );
}

/** How many rows a form has whose fields are called `name.0.field`, `name.1.field` and so on. */
export function rowsIn(data: FormData, name: string, field: string): number {
  let found = 0;
  while (data.has(`${name}.${found}.${field}`)) found++;
  return found;
}
