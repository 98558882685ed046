import { useConsole } from "../../app/context.ts";
import { Actions } from "../../parts/actions.tsx";
import type { Batch } from "../batch.ts";
import { ACTIONS } from "./actions.ts";

/** What can be done with a batch by whoever is signed in. */
export function BatchActions({ batch, onDone }: { readonly batch: Batch; readonly onDone: () => void }) {
  const { me, language } = useConsole();
  const possible = ACTIONS.filter(({ isFor }) => isFor(me, batch)).map((action) => {
    const { name, title } = action;
    if ("view" in action) return { name, title: title[language], to: `/batches/${batch.id}/${action.view}` };
    const { form: Form } = action;
    return { name, title: title[language], form: () => <Form batch={batch} onDone={onDone} /> };
  });
  return <Actions of={possible} />;
}
