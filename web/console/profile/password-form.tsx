import { useConsole, useTexts } from "../app/context.ts";
import { ActForm } from "../parts/act-form.tsx";
import { Field } from "../parts/field.tsx";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { OWN_PROFILE_TEXTS } from "./texts.ts";

/** Sets another password; every session ends with the old one. */
export function PasswordForm() {
  const { session } = useConsole();
  const texts = useTexts(OWN_PROFILE_TEXTS);
  const { saved } = useTexts(COMMON_TEXTS);
  // As they were typed: spaces are part of them.
  const body = (data: FormData) => ({
    old_password: String(data.get("old_password")),
    new_password: String(data.get("new_password")),
  });
  return (
    <ActForm
      path="/api/auth/change-password"
      body={body}
      button={texts.passwordSave}
      done={saved}
      onDone={() => session.signOut()}
    >
      {(errors) => (
        <>
          <p class="muted">{texts.passwordEnds}</p>
          <Field
            label={texts.oldPassword}
            name="old_password"
            type="password"
            autocomplete="current-password"
            errors={errors}
            required
          />
          <Field
            label={texts.newPassword}
            help={texts.passwordHelp}
            name="new_password"
            type="password"
            autocomplete="new-password"
            errors={errors}
            required
          />
        </>
      )}
    </ActForm>
  );
}
