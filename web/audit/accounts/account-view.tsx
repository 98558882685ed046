import { useTexts } from "../app/context.ts";
import type { SectionProperties } from "../app/sections.ts";
import { AccountLines } from "./account-lines.tsx";
import { History } from "./history.tsx";
import { ACCOUNT_TEXTS } from "./texts.ts";

/** An account: its roles and names over time, and all its lines. */
export default function AccountView({ rest: [account = ""] }: SectionProperties) {
  const texts = useTexts(ACCOUNT_TEXTS);
  const address = account.toLowerCase();
  return (
    <>
      <h1>
        <span class="muted">{texts.heading}</span> <span class="mono">{address}</span>
      </h1>
      <section class="sheet" aria-labelledby="history-title">
        <h2 id="history-title">{texts.history}</h2>
        <History account={address} />
      </section>
      <section aria-labelledby="account-lines">
        <h2 id="account-lines">{texts.lines}</h2>
        <p class="muted">{texts.linesIntro}</p>
        <AccountLines account={address} />
      </section>
    </>
  );
}
