import { useEffect, useState } from "preact/hooks";
import type { Language } from "../../proof/messages.ts";
import { readCode, readLanguage } from "./address.ts";
import { LocaleContext, localeFor } from "./locale.ts";
import { BatchPage } from "./parts/batch-page.tsx";
import { CodeForm } from "./parts/code-form.tsx";
import { Masthead } from "./parts/masthead.tsx";

/** The whole page: masthead, and whatever its address asks for. */
export function ShopperPage() {
  const [language, setLanguage] = useState(() => readLanguage(location.search, navigator.language));
  const locale = localeFor(language);
  const asked = readCode(location.pathname);

  useEffect(() => {
    document.documentElement.lang = locale.texts.locale;
  }, [locale.texts.locale]);

  function choose(next: Language): void {
    const address = new URL(location.href);
    address.searchParams.set("lang", next);
    history.replaceState(null, "", address);
    setLanguage(next);
  }

  return (
    <LocaleContext.Provider value={locale}>
      <a class="skip" href="#main">
        {locale.texts.skip}
      </a>
      <Masthead language={locale.language} texts={locale.texts} onLanguage={choose} />
      <main id="main">{asked.type === "code" ? <BatchPage code={asked.code} /> : <CodeForm asked={asked} />}</main>
    </LocaleContext.Provider>
  );
}
