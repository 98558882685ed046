import { useState } from "preact/hooks";
import { UploadError } from "../digest.ts";
import { logIn } from "../server.ts";
import type { Texts } from "../texts.ts";

/** Asks for a username and password, or for a token. */
export function LogInForm({ texts, onToken }: { readonly texts: Texts; readonly onToken: (token: string) => void }) {
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    setFailure("");
    try {
      onToken(await logIn(String(data.get("username")), String(data.get("password"))));
    } catch (error) {
      setFailure((error instanceof UploadError && error.detail) || texts.logInFailed);
    } finally {
      setBusy(false);
    }
  }

  function useToken(event: Event): void {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget as HTMLFormElement).get("token")).trim();
    if (token !== "") onToken(token);
  }

  return (
    <section class="sheet">
      <form onSubmit={submit}>
        <label for="username">{texts.username}</label>
        <input id="username" name="username" autocomplete="username" autocapitalize="none" required />
        <label for="password">{texts.password}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
        <p class="field-error" role="alert">
          {failure}
        </p>
        <button type="submit" class="button" disabled={busy}>
          {texts.logIn}
        </button>
      </form>
      <form onSubmit={useToken}>
        <p class="muted">{texts.orToken}</p>
        <label for="token">{texts.token}</label>
        <input id="token" name="token" class="mono" autocomplete="off" spellcheck={false} required />
        <button type="submit" class="button-quiet">
          {texts.useToken}
        </button>
      </form>
    </section>
  );
}
