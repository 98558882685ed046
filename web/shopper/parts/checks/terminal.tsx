import { useLocale } from "../../locale.ts";
import { verifyCommand } from "../../story/command.ts";

/** The same verification without a browser. */
export function Terminal({ code }: { readonly code: string }) {
  const { panel } = useLocale().texts;
  return (
    <section class="terminal">
      <h3>{panel.terminalTitle}</h3>
      <p class="muted">{panel.terminalText}</p>
      <pre>
        <code>{verifyCommand(code, location.origin)}</code>
      </pre>
    </section>
  );
}
