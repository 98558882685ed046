import { useEffect, useState } from "preact/hooks";
import type { Language } from "../../proof/messages.ts";
import { readCode, readLanguage } from "./address.ts";
import { BatchPage } from "./parts/batch-page.tsx";
import { CodeForm } from "./parts/code-form.tsx";
import { Footer } from "./parts/footer.tsx";
import { Masthead } from "./parts/masthead.tsx";
import { ReaderContext, readerFor } from "./reader.ts";

/** The whole page: masthead, and whatever its address asks for. */
export function ShopperPage() {
  const [language, setLanguage] = useState(() => readLanguage(location.search, navigator.language));
  const reader = readerFor(language);
  const asked = readCode(location.pathname);

  useEffect(() => {
    document.documentElement.lang = reader.texts.locale;
  }, [reader.texts.locale]);

  function choose(next: Language): void {
    const address = new URL(location.href);
    address.searchParams.set("lang", next);
    history.replaceState(null, "", address);
    setLanguage(next);
  }

  return (
    <ReaderContext.Provider value={reader}>
      <a class="skip" href="#main">
        {reader.texts.skip}
      </a>
      <Masthead language={reader.language} texts={reader.texts} onLanguage={choose} />
      <main id="main">{asked.type === "code" ? <BatchPage code={asked.code} /> : <CodeForm asked={asked} />}</main>
      <Footer />
    </ReaderContext.Provider>
  );
}
