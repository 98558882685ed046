import { useEffect, useRef } from "preact/hooks";
import { useConsole, useTexts } from "../../app/context.ts";
import { Loading } from "../../parts/loading.tsx";
import { useLoad } from "../../parts/use-load.ts";
import type { Batch, Event } from "../batch.ts";
import { Step } from "./step.tsx";
import { JOURNEY_TEXTS } from "./texts.ts";

/** Milliseconds between looks at what is not final yet: at first, and at most. */
const FIRST = 1_500;
const LONGEST = 60_000;

/** What happened to a batch, in the order in which it did; what is not final yet is followed until it is. */
export function Journey({ batch, onDone }: { readonly batch: Batch; readonly onDone: () => void }) {
  const { session } = useConsole();
  const texts = useTexts(JOURNEY_TEXTS);
  const path = `/v1/traces/${encodeURIComponent(batch.id)}/events`;
  // Read again when the batch has another line.
  const state = JSON.stringify(batch);
  const events = useLoad(async () => (await session.call<readonly Event[]>("GET", path)).data, [path, state]);
  const { value, reload } = events;

  const pause = useRef(FIRST);
  useEffect(() => {
    pause.current = FIRST;
  }, [state]);
  useEffect(() => {
    if (!value?.some(({ chain }) => chain.status !== "final")) return;
    const waiting = setTimeout(reload, pause.current);
    pause.current = Math.min(LONGEST, pause.current * 1.5);
    return () => clearTimeout(waiting);
  }, [value]);

  return (
    <Loading of={events}>
      {(steps) =>
        steps.length === 0 ? (
          <p class="muted">{texts.nothing}</p>
        ) : (
          <ol class="steps">
            {steps.map((event) => (
              <Step key={event.id} batch={batch} event={event} onDone={onDone} />
            ))}
          </ol>
        )
      }
    </Loading>
  );
}
