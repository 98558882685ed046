import type { Texts } from "./texts.ts";

/** What resetting a password takes. */
export function ResetFields({ texts, code }: { readonly texts: Texts; readonly code: string }) {
  return (
    <>
      <label for="identifier">{texts.identifier}</label>
      <input id="identifier" name="identifier" autocomplete="username" autocapitalize="none" required />
      <label for="contact">{texts.contact}</label>
      <input id="contact" name="contact" autocomplete="email" autocapitalize="none" required />
      <label for="code">{texts.code}</label>
      <input
        id="code"
        name="code"
        class="mono"
        inputMode="numeric"
        autocomplete="one-time-code"
        defaultValue={code}
        required
      />
      <label for="password">{texts.password}</label>
      <input id="password" name="password" type="password" autocomplete="new-password" required />
    </>
  );
}

/** What verifying an email address takes. */
export function EmailFields({ texts, token }: { readonly texts: Texts; readonly token: string }) {
  return (
    <>
      <label for="token">{texts.token}</label>
      <input id="token" name="token" class="mono" autocomplete="off" spellcheck={false} defaultValue={token} required />
    </>
  );
}
