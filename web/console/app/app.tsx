import { useEffect, useMemo, useState } from "preact/hooks";
import type { Language } from "../../../proof/messages.ts";
import { readLanguage } from "../../shopper/address.ts";
import { Masthead } from "../../shopper/parts/masthead.tsx";
import { sentenceOf } from "../parts/failure.tsx";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { type Me, Session } from "../session/session.ts";
import { SignDialog } from "../session/sign-dialog.tsx";
import { SignIn } from "../session/sign-in.tsx";
import { useSigning } from "../session/use-signing.ts";
import { type Console, ConsoleProvider } from "./context.ts";
import { Navigation } from "./navigation.tsx";
import { usePath } from "./router.ts";
import { View } from "./view.tsx";

/** The whole page: sign in, then what there is to do. */
export function App() {
  const [language, setLanguage] = useState<Language>(() => readLanguage(location.search, navigator.language));
  const [me, setMe] = useState<Me | null>();
  const [failure, setFailure] = useState<unknown>();
  const [path, go] = usePath();
  const session = useMemo(() => new Session(), []);
  const signing = useSigning();
  const texts = COMMON_TEXTS[language];
  session.language = language;
  session.onEnd = () => setMe(null);

  const resume = () => {
    setFailure(undefined);
    session.resume().then((found) => setMe(found ?? null), setFailure);
  };
  useEffect(resume, []);
  useEffect(() => {
    document.documentElement.lang = texts.locale;
  }, [texts]);

  const chooseLanguage = (chosen: Language) => {
    const query = new URLSearchParams(location.search);
    query.set("lang", chosen);
    history.replaceState(null, "", `${location.pathname}?${query}`);
    setLanguage(chosen);
  };

  const renew = async () => setMe(await session.me());
  const console: Console | undefined = me ? { language, session, me, renew, go, sign: signing.sign } : undefined;
  return (
    <>
      <a class="skip" href="#main">
        {texts.skip}
      </a>
      <Masthead language={language} texts={texts} onLanguage={chooseLanguage} />
      {console ? (
        <ConsoleProvider value={console}>
          <div class="console">
            <Navigation path={path} onSignOut={() => session.signOut()} />
            <main id="main" tabIndex={-1}>
              <View path={path} />
            </main>
          </div>
          {signing.asked && <SignDialog asked={signing.asked} />}
        </ConsoleProvider>
      ) : (
        <main id="main" class="upload">
          {me === null && <SignIn language={language} session={session} onSignedIn={setMe} />}
          {failure !== undefined && (
            <p class="notice notice-bad" role="alert">
              {sentenceOf(failure, texts)}{" "}
              <button type="button" class="button-quiet" onClick={resume}>
                {texts.retry}
              </button>
            </p>
          )}
          {me === undefined && failure === undefined && <p role="status">{texts.loading}</p>}
        </main>
      )}
    </>
  );
}
