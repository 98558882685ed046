import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Link } from "./link.tsx";

/** Something that can be done: by a form that opens here, or in a view of its own. */
export type Action = {
  readonly name: string;
  readonly title: string;
} & ({ readonly form: () => ComponentChildren } | { readonly to: string });

/** What can be done: a button each, which opens its form below, or a link to its view. */
export function Actions({ of }: { readonly of: readonly Action[] }) {
  const [chosen, setChosen] = useState<string>();
  const open = of.find(({ name }) => name === chosen);
  if (of.length === 0) return null;
  return (
    <>
      <ul class="actions">
        {of.map((action) => (
          <li key={action.name}>
            {"to" in action ? (
              <Link to={action.to} class="chip">
                {action.title}
              </Link>
            ) : (
              <button
                type="button"
                class="chip"
                aria-expanded={action.name === chosen}
                onClick={() => setChosen(action.name === chosen ? undefined : action.name)}
              >
                {action.title}
              </button>
            )}
          </li>
        ))}
      </ul>
      {open && "form" in open && (
        <div class="sheet" key={open.name} data-testid={`form-${open.name}`}>
          {open.form()}
        </div>
      )}
    </>
  );
}
