import { useEffect, useState } from "preact/hooks";
import type { Language } from "../../proof/messages.ts";
import { readLanguage } from "../shopper/address.ts";
import { Masthead } from "../shopper/parts/masthead.tsx";
import { FileDrop } from "./parts/file-drop.tsx";
import { FileRow } from "./parts/file-row.tsx";
import { LogInForm } from "./parts/log-in-form.tsx";
import { TEXTS } from "./texts.ts";

interface Chosen {
  readonly id: number;
  readonly file: File;
  readonly restricted: boolean;
}

let count = 0;

/** The whole page: log in, choose files, see them arrive. The token lives as long as the page does. */
export function UploadPage({ worker }: { readonly worker: string }) {
  const [language, setLanguage] = useState<Language>(() => readLanguage(location.search, navigator.language));
  const [token, setToken] = useState<string>();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const texts = TEXTS[language];

  useEffect(() => {
    document.documentElement.lang = texts.locale;
    document.title = `${texts.title} · ${texts.brand}`;
  }, [texts]);

  const add = (files: readonly File[], restricted: boolean) =>
    setChosen((before) => [...before, ...files.map((file) => ({ id: ++count, file, restricted }))]);

  return (
    <>
      <a class="skip" href="#main">
        {texts.skip}
      </a>
      <Masthead language={language} texts={texts} onLanguage={setLanguage} />
      <main id="main" class="upload">
        <h1>{texts.title}</h1>
        <p class="muted">{texts.lead}</p>
        <p class="muted">{texts.personal}</p>
        {token === undefined ? (
          <LogInForm texts={texts} onToken={setToken} />
        ) : (
          <>
            <p class="session">
              {texts.loggedIn}
              <button type="button" class="button-quiet" onClick={() => setToken(undefined)}>
                {texts.logOut}
              </button>
            </p>
            <FileDrop texts={texts} onFiles={add} />
          </>
        )}
        <ul class="files">
          {chosen.map(({ id, file, restricted }) => (
            <FileRow key={id} file={file} restricted={restricted} token={token} worker={worker} texts={texts} />
          ))}
        </ul>
      </main>
    </>
  );
}
