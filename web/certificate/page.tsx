import { useEffect, useState } from "preact/hooks";
import type { Language } from "../../proof/messages.ts";
import { readLanguage } from "../shopper/address.ts";
import { LocaleContext, localeFor } from "../shopper/locale.ts";
import { Masthead } from "../shopper/parts/masthead.tsx";
import { takeDropped } from "../start/take-file.ts";
import { readNumber } from "./address.ts";
import type { Subject } from "./look-up.ts";
import { Desk } from "./parts/desk.tsx";
import { Examination } from "./parts/examination.tsx";
import { CERTIFICATE_TEXTS } from "./texts/index.ts";

/** The whole page: checks what its address or the reader names, and takes further certificates. */
export function CertificatePage() {
  const [language, setLanguage] = useState(() => readLanguage(location.search, navigator.language));
  const [number] = useState(() => readNumber(location.pathname));
  const [subject, setSubject] = useState<Subject | undefined>(() => subjectAtFirst(number));
  const locale = localeFor(language);
  const texts = CERTIFICATE_TEXTS[language];

  useEffect(() => {
    document.documentElement.lang = locale.texts.locale;
    document.title = `${number || texts.title} · ${locale.texts.brand}`;
  }, [locale.texts, texts.title, number]);

  function choose(next: Language): void {
    const address = new URL(location.href);
    address.searchParams.set("lang", next);
    history.replaceState(null, "", address);
    setLanguage(next);
  }

  return (
    <LocaleContext.Provider value={locale}>
      <a class="skip" href="#main">
        {texts.skip}
      </a>
      <Masthead language={locale.language} texts={locale.texts} onLanguage={choose} />
      <main id="main" class="certificate-check">
        <h1>{texts.title}</h1>
        <p class="muted">{texts.intro}</p>
        {subject && <Examination key={keyOf(subject)} subject={subject} expected={number} />}
        <Desk number={number} onFile={(name, sha256) => setSubject({ type: "file", name, sha256 })} />
        <p class="certificate-note muted">{texts.footer}</p>
      </main>
    </LocaleContext.Provider>
  );
}

/** The certificate that the address names, else a file that was dropped on the start page. */
function subjectAtFirst(number: string): Subject | undefined {
  if (number) return { type: "number", number };
  const dropped = takeDropped("certificate");
  return dropped && { type: "file", name: dropped.name, sha256: dropped.sha256 };
}

function keyOf(subject: Subject): string {
  return subject.type === "number" ? subject.number : `${subject.sha256} ${subject.name}`;
}
