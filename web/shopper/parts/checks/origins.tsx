import type { Verification } from "../../../../proof/check.ts";
import { contractReader, httpRpc } from "../../../../proof/contract-reader.ts";
import { verifyProof } from "../../../../proof/verify.ts";
import { useJourney } from "../../journey.ts";
import { lateParts } from "../../late.ts";
import { useLocale } from "../../locale.ts";
import type { Settings } from "../../use-settings.ts";

/** A button by which what the batch was made of is checked too: the script that does it is fetched then. */
export function Origins(props: {
  readonly code: string;
  readonly settings: Settings;
  /** Of the batch itself, where that is over: it is not verified twice. */
  readonly own: Verification | undefined;
}) {
  const { code, settings, own } = props;
  const { proof } = useJourney();
  const { language, texts } = useLocale();
  if (proof.lines[0]?.event === "Created") return null;

  async function check({ currentTarget: button }: { readonly currentTarget: HTMLButtonElement }): Promise<void> {
    const into = button.nextElementSibling as HTMLElement;
    into.textContent = texts.verdict.checking;
    try {
      const { showOrigins } = await lateParts();
      await showOrigins(into, {
        code,
        ...settings,
        language,
        contractReader,
        httpRpc,
        verifyProof,
        own,
      });
    } catch {
      into.textContent = texts.page.offlineText;
    }
  }

  return (
    <div class="origins">
      <button type="button" class="button" onClick={check}>
        {texts.panel.origins}
      </button>
      <div role="status" />
    </div>
  );
}
