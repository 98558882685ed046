import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

/** Something that can be done. */
export interface Action {
  readonly name: string;
  readonly title: string;
  readonly form: () => ComponentChildren;
}

/** What can be done: a button each, which opens its form below. */
export function Actions({ of }: { readonly of: readonly Action[] }) {
  const [chosen, setChosen] = useState<string>();
  const open = of.find(({ name }) => name === chosen);
  if (of.length === 0) return null;
  return (
    <>
      <ul class="actions">
        {of.map(({ name, title }) => (
          <li key={name}>
            <button
              type="button"
              class="chip"
              aria-expanded={name === chosen}
              onClick={() => setChosen(name === chosen ? undefined : name)}
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
      {open && (
        <div class="sheet" key={open.name} data-testid={`form-${open.name}`}>
          {open.form()}
        </div>
      )}
    </>
  );
}
