import { useEffect, useState } from "preact/hooks";
import { useDesk, useTexts } from "../app/context.ts";
import { Failure } from "../parts/failure.tsx";
import { FileDrop } from "./file-drop.tsx";
import { pathOf } from "./find.ts";
import { meantBy } from "./meant.ts";
import { keepDropped } from "./taken-file.ts";
import { SEARCH_TEXTS } from "./texts.ts";

type State = "searching" | "bad" | "unknown" | undefined;

/** Where the desk begins: find something by any of its names, or by a file. */
export default function Search() {
  const desk = useDesk();
  const texts = useTexts(SEARCH_TEXTS);
  const [state, setState] = useState<State>();
  const [error, setError] = useState<unknown>();

  // Dropped on the start page.
  useEffect(() => {
    if (keepDropped()) desk.go("/file");
  }, []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const meant = meantBy(String(new FormData(event.currentTarget as HTMLFormElement).get("asked")));
    setError(undefined);
    setState(meant ? "searching" : "bad");
    if (!meant) return;
    try {
      const path = await pathOf(meant, desk);
      if (path) desk.go(path);
      else setState("unknown");
    } catch (failure) {
      setState(undefined);
      setError(failure);
    }
  }

  const isFault = state === "bad" || state === "unknown";
  return (
    <>
      <h1>{texts.heading}</h1>
      <p class="lead">{texts.intro}</p>
      <form class="search" onSubmit={submit} noValidate>
        <label for="asked">{texts.label}</label>
        <input
          id="asked"
          name="asked"
          class="mono"
          aria-describedby="asked-hint asked-state"
          aria-invalid={isFault || undefined}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
        />
        <button type="submit" class="button" disabled={state === "searching"}>
          {texts.find}
        </button>
        <p id="asked-hint" class="muted">
          {texts.hint}
        </p>
        <p id="asked-state" class={isFault ? "field-error" : "muted"} role={isFault ? "alert" : "status"}>
          {state && texts[state]}
        </p>
      </form>
      {error !== undefined && <Failure error={error} />}
      <FileDrop />
    </>
  );
}
