import { useState } from "preact/hooks";
import { useConsole } from "../../app/context.ts";
import type { Batch } from "../batch.ts";
import { ACTIONS, type BatchAction } from "./actions.ts";

/** What can be done with a batch by whoever is signed in: a button each, which opens its form below. */
export function BatchActions({ batch, onDone }: { readonly batch: Batch; readonly onDone: () => void }) {
  const { me, language } = useConsole();
  const [chosen, setChosen] = useState<BatchAction>();
  const possible = ACTIONS.filter(({ isFor }) => isFor(me, batch));
  const Form = chosen?.form;
  return (
    <>
      <ul class="actions">
        {possible.map((action) => (
          <li key={action.name}>
            <button
              type="button"
              class="chip"
              aria-expanded={action === chosen}
              onClick={() => setChosen(action === chosen ? undefined : action)}
            >
              {action.title[language]}
            </button>
          </li>
        ))}
      </ul>
      {Form && (
        <div class="sheet" data-testid={`form-${chosen.name}`}>
          <Form batch={batch} onDone={onDone} />
        </div>
      )}
    </>
  );
}
