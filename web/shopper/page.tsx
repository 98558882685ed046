import { useEffect, useState } from "preact/hooks";
import type { Language } from "../../proof/messages.ts";
import { type Asked, readCode, readItem, readLanguage } from "./address.ts";
import { LocaleContext, localeFor } from "./locale.ts";
import { BatchPage } from "./parts/batch-page.tsx";
import { CodeForm } from "./parts/code-form.tsx";
import { Masthead } from "./parts/masthead.tsx";
import { ProductPage } from "./parts/product-page.tsx";

/** What the address asks for. */
function content(asked: Asked) {
  if (asked.type === "code") return <BatchPage code={asked.code} />;
  const item = asked.type === "none" ? readItem(location.search) : undefined;
  return item ? <ProductPage item={item} /> : <CodeForm asked={asked} />;
}

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
      <main id="main">{content(asked)}</main>
    </LocaleContext.Provider>
  );
}
