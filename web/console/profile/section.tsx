import { useConsole, useTexts } from "../app/context.ts";
import { ActForm } from "../parts/act-form.tsx";
import { Actions } from "../parts/actions.tsx";
import { Facts } from "../parts/facts.tsx";
import { Identity } from "./identity.tsx";
import { PasswordForm } from "./password-form.tsx";
import { Roles } from "./roles.tsx";
import { OWN_PROFILE_TEXTS } from "./texts.ts";
import { WalletBinding } from "./wallet-binding.tsx";

/** One's own account: who one is, one's roles, how one signs in and signs. */
export default function ProfileSection() {
  const { me } = useConsole();
  const texts = useTexts(OWN_PROFILE_TEXTS);
  const verify = {
    name: "verify",
    title: texts.verify,
    form: () => (
      <ActForm
        path="/api/auth/request-email-verification"
        body={() => undefined}
        button={texts.verify}
        done={texts.verifySent}
      />
    ),
  };
  const password = { name: "password", title: texts.password, form: () => <PasswordForm /> };
  return (
    <>
      <h1>{texts.title}</h1>
      <section class="sheet" aria-labelledby="account">
        <h2 id="account">{texts.account}</h2>
        <Facts
          of={[
            [texts.username, me.username],
            [
              texts.email,
              me.email && (
                <>
                  {me.email} <span class="tag">{me.email_verified ? texts.verified : texts.unverified}</span>
                </>
              ),
            ],
          ]}
        />
        <Actions of={me.email && !me.email_verified ? [verify, password] : [password]} />
      </section>
      <Identity />
      <Roles />
      <WalletBinding />
    </>
  );
}
