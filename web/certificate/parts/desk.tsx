import { useEffect, useRef, useState } from "preact/hooks";
import { sha256Hex } from "../../../proof/hash.ts";
import { PageSign } from "../../shopper/icons/signs.tsx";
import { useLocale } from "../../shopper/locale.ts";
import { pathOf, typedNumber } from "../address.ts";
import { useTexts } from "../texts/index.ts";

const LARGEST = 64 * 1024 * 1024;

/** Input for a file or a number. */
export function Desk(props: { readonly number: string; readonly onFile: (name: string, sha256: string) => void }) {
  const texts = useTexts();
  const [fault, setFault] = useState<"tooLarge" | "unreadable">();
  const [over, setOver] = useState(false);
  const latest = useRef(props.onFile);
  latest.current = props.onFile;

  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    setFault(undefined);
    if (file.size > LARGEST) return setFault("tooLarge");
    try {
      const digest = sha256Hex(new Uint8Array(await file.arrayBuffer()));
      latest.current(file.name, digest);
      scrollTo({ top: 0 });
    } catch {
      setFault("unreadable");
    }
  }

  // The whole page accepts files: one dropped beside the box would otherwise replace the page.
  useEffect(() => {
    const listeners = {
      dragover: (event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      },
      dragleave: (event: DragEvent) => {
        if (!event.relatedTarget) setOver(false);
      },
      drop: (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer?.files[0]);
      },
    } as const;
    const entries = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    for (const [name, listener] of entries) document.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of entries) document.removeEventListener(name, listener);
    };
  }, []);

  return (
    <section class="desk">
      <label class={over ? "drop drop-over" : "drop"} data-testid="drop">
        <PageSign />
        <strong>{texts.drop}</strong>
        <span class="drop-choose">{texts.choose}</span>
        <small class="muted">{texts.dropHint}</small>
        <input
          type="file"
          accept="application/pdf,.pdf"
          class="visually-hidden"
          data-testid="file"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
        <span class="field-error" role="alert">
          {fault && texts[fault]}
        </span>
      </label>
      <NumberForm number={props.number} />
    </section>
  );
}

function NumberForm({ number }: { readonly number: string }) {
  const { language } = useLocale();
  const texts = useTexts();
  const [typed, setTyped] = useState(number);
  const [refused, setRefused] = useState(false);

  function submit(event: Event): void {
    event.preventDefault();
    const valid = typedNumber(typed);
    if (valid) location.assign(`${pathOf(valid)}?lang=${language}`);
    else setRefused(true);
  }

  return (
    <form class="number-form" onSubmit={submit} noValidate>
      <label for="number">{texts.number}</label>
      <input
        id="number"
        name="number"
        data-testid="number"
        class="mono"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        aria-describedby="number-note"
        aria-invalid={refused}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
      />
      <p id="number-note" class={refused ? "field-error" : "muted"} role={refused ? "alert" : undefined}>
        {refused ? texts.badNumber : texts.numberHint}
      </p>
      <button type="submit" class="button">
        {texts.check}
      </button>
    </form>
  );
}
