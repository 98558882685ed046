import type { Language } from "../../proof/messages.ts";
import { type Asked, readCode, readItem } from "./address.ts";
import { useLate } from "./late.ts";
import { LocaleContext, localeFor } from "./locale.ts";
import { BatchPage } from "./parts/batch-page.tsx";
import { Masthead } from "./parts/masthead.tsx";
import { Skeleton } from "./parts/skeleton.tsx";

/** What the address asks for: nearly always a batch. */
function Content({ asked }: { readonly asked: Asked }) {
  const item = asked.type === "none" ? readItem(location.search) : undefined;
  const ProductPage = useLate(item !== undefined, ({ ProductPage: part }) => part);
  const CodeForm = useLate(item === undefined && asked.type !== "code", ({ CodeForm: part }) => part);
  if (asked.type === "code") return <BatchPage code={asked.code} />;
  if (item) return ProductPage ? <ProductPage item={item} /> : <Skeleton />;
  return CodeForm ? <CodeForm asked={asked} /> : <Skeleton />;
}

/** The whole page: masthead, and whatever its address asks for; in the language of its HTML, which its script speaks alone. */
export function ShopperPage() {
  const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  const locale = localeFor(language);
  const asked = readCode(location.pathname);

  function choose(next: Language): void {
    const address = new URL(location.href);
    address.searchParams.set("lang", next);
    location.replace(address);
  }

  return (
    <LocaleContext.Provider value={locale}>
      <a class="skip" href="#main">
        {locale.texts.skip}
      </a>
      <Masthead language={locale.language} texts={locale.texts} onLanguage={choose} />
      <main id="main">
        <Content asked={asked} />
      </main>
    </LocaleContext.Provider>
  );
}
