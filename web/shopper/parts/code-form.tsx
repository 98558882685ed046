import { useState } from "preact/hooks";
import { BATCH_CODE } from "../../../domain/batches/batch-code.ts";
import { typedCode, typedDigitalLink } from "../../../domain/batches/typed-code.ts";
import { type Asked, pathOf } from "../address.ts";
import { useLocale } from "../locale.ts";

/** Asks for the code on a label. */
export function CodeForm({ asked }: { readonly asked: Asked }) {
  const { language, texts } = useLocale();
  const [code, setCode] = useState(asked.type === "bad" ? asked.text : "");
  const [refused, setRefused] = useState(asked.type === "bad");

  function submit(event: Event): void {
    event.preventDefault();
    const link = typedDigitalLink(code);
    const typed = typedCode(code);
    if (link !== undefined) location.assign(link);
    else if (BATCH_CODE.test(typed)) location.assign(`${pathOf(typed)}?lang=${language}`);
    else setRefused(true);
  }

  return (
    <section class="message code-form">
      <h1>{texts.page.enterCode}</h1>
      <p id="code-hint">{texts.page.enterCodeHint}</p>
      <form onSubmit={submit} noValidate>
        <label for="code">{texts.page.codeLabel}</label>
        <input
          id="code"
          name="code"
          class="mono"
          value={code}
          onInput={(event) => setCode(event.currentTarget.value)}
          aria-describedby="code-hint code-error"
          aria-invalid={refused}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
        <p id="code-error" class="field-error" role="alert">
          {refused && texts.page.badCode}
        </p>
        <button type="submit" class="button">
          {texts.page.show}
        </button>
      </form>
    </section>
  );
}
