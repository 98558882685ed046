import { useEffect, useMemo, useState } from "preact/hooks";
import { contractReader, httpRpc } from "../../../proof/contract-reader.ts";
import type { Language } from "../../../proof/messages.ts";
import { useLoad } from "../../console/parts/use-load.ts";
import { readLanguage } from "../../shopper/address.ts";
import { LocaleContext, localeFor } from "../../shopper/locale.ts";
import { Masthead } from "../../shopper/parts/masthead.tsx";
import { useSettings } from "../../shopper/use-settings.ts";
import { type Network, readNetwork } from "../node/network.ts";
import { NodeCard } from "../node/node-card.tsx";
import { type Desk, DeskProvider } from "./context.ts";
import { Navigation } from "./navigation.tsx";
import { usePath } from "./router.ts";
import { APP_TEXTS } from "./texts.ts";
import { View } from "./view.tsx";

/** The whole page: what this server says of its network, then the node that is asked, and the views. */
export function App() {
  const [language, setLanguage] = useState<Language>(() => readLanguage(location.search, navigator.language));
  const network = useLoad(readNetwork, []);
  const texts = APP_TEXTS[language];
  const locale = localeFor(language);

  useEffect(() => {
    document.documentElement.lang = locale.texts.locale;
  }, [locale.texts.locale]);

  const chooseLanguage = (chosen: Language) => {
    const query = new URLSearchParams(location.search);
    query.set("lang", chosen);
    history.replaceState(null, "", `${location.pathname}?${query}`);
    setLanguage(chosen);
  };

  return (
    <LocaleContext.Provider value={locale}>
      <a class="skip" href="#main">
        {texts.skip}
      </a>
      <Masthead language={language} texts={texts} onLanguage={chooseLanguage} />
      {network.value ? (
        <Parts language={language} network={network.value} />
      ) : (
        <main id="main" class="audit">
          <h1>{texts.tagline}</h1>
          {network.error === undefined ? (
            <p role="status">{texts.loading}</p>
          ) : (
            <p class="notice notice-bad" role="alert">
              {texts.unreachable}{" "}
              <button type="button" class="button-quiet" onClick={network.reload}>
                {texts.retry}
              </button>
            </p>
          )}
        </main>
      )}
    </LocaleContext.Provider>
  );
}

function Parts({ language, network }: { readonly language: Language; readonly network: Network }) {
  const [path, go] = usePath();
  const { settings, proposed, choose } = useSettings({ chain: network });
  const { endpoint, contract } = settings;
  const asked = useMemo(() => {
    const rpc = httpRpc(endpoint);
    return { rpc, reader: contractReader(rpc, contract) };
  }, [endpoint, contract]);
  const { locale } = localeFor(language).texts;
  const desk: Desk = { language, locale, network, settings, proposed, choose, go, ...asked };
  return (
    <DeskProvider value={desk}>
      <div class="audit">
        <Navigation path={path} />
        <main id="main" tabIndex={-1}>
          <View key={`${endpoint} ${contract}`} path={path} />
        </main>
        <NodeCard />
      </div>
    </DeskProvider>
  );
}
