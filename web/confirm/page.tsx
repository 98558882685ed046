import { useEffect, useState } from "preact/hooks";
import type { Language } from "../../proof/messages.ts";
import { readLanguage } from "../shopper/address.ts";
import { Masthead } from "../shopper/parts/masthead.tsx";
import { UploadError } from "../upload/digest.ts";
import { ask } from "../upload/server.ts";
import type { Secret } from "./address.ts";
import { EmailFields, ResetFields } from "./fields.tsx";
import { RecallFields } from "./recall-fields.tsx";
import { TEXTS } from "./texts.ts";

/** The whole page: a form for what the message was about. Nothing is sent before somebody presses the button. */
export function ConfirmPage({ secret }: { readonly secret: Secret }) {
  const [language, setLanguage] = useState<Language>(() => readLanguage(location.search, navigator.language));
  const [failure, setFailure] = useState("");
  const [state, setState] = useState<"open" | "busy" | "done">("open");
  const texts = TEXTS[language];
  const { title, lead, button, done } = texts[secret.purpose];

  useEffect(() => {
    document.documentElement.lang = texts.locale;
    document.title = `${title} · ${texts.brand}`;
  }, [texts, title]);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const said = (name: string) => String(data.get(name) ?? "").trim();
    setState("busy");
    setFailure("");
    try {
      if (secret.purpose === "email") await ask("POST", "/api/auth/verify-email", undefined, { token: said("token") });
      else if (secret.purpose === "recall") {
        const answer = { token: secret.value, found: said("found"), note: said("note") };
        await ask("POST", "/v1/recall-notices/acknowledgements", undefined, answer);
      } else await ask("POST", "/api/auth/reset-password", undefined, resetOf(said, String(data.get("password"))));
      setState("done");
    } catch (error) {
      const isOffline = error instanceof UploadError && error.reason === "offline";
      setFailure((error instanceof UploadError && error.detail) || (isOffline ? texts.offline : texts.failed));
      setState("open");
    }
  }

  return (
    <>
      <a class="skip" href="#main">
        {texts.skip}
      </a>
      <Masthead language={language} texts={texts} onLanguage={setLanguage} />
      <main id="main" class="upload">
        <h1>{title}</h1>
        <p class="muted">{lead}</p>
        {state === "done" ? (
          <p role="status" data-testid="done">
            {done}
          </p>
        ) : (
          <section class="sheet">
            <form onSubmit={submit}>
              {secret.purpose === "email" ? (
                <EmailFields texts={texts} token={secret.value} />
              ) : secret.purpose === "recall" ? (
                <RecallFields texts={texts.recall} token={secret.value} />
              ) : (
                <ResetFields texts={texts} code={secret.value} />
              )}
              <p class="field-error" role="alert">
                {failure}
              </p>
              <button type="submit" class="button" disabled={state === "busy"}>
                {button}
              </button>
            </form>
          </section>
        )}
      </main>
    </>
  );
}

/** A contact tells by itself by which way the code came. */
function resetOf(said: (name: string) => string, password: string) {
  const contact = said("contact");
  return {
    identifier: said("identifier"),
    channel: /[@＠]/.test(contact) ? "email" : "phone",
    contact,
    code: said("code"),
    new_password: password,
  };
}
