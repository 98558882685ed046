import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
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
  /** The fields of a row, by its place from 0: their names begin with it. */
  readonly children: (index: number) => ComponentChildren;
}) {
  const { what, add, children } = props;
  const texts = useTexts({ en, zh });
  const [rows, setRows] = useState<readonly number[]>(() => [next()]);
  return (
    <>
      {rows.map((row, index) => (
        <fieldset class="repeated" key={row}>
          <legend>
            {what} {index + 1}
          </legend>
          <div class="row">{children(index)}</div>
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
