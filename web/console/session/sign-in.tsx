import { useEffect, useState } from "preact/hooks";
import type { Language } from "../../../proof/messages.ts";
import { send } from "../http/call.ts";
import { sentenceOf } from "../parts/failure.tsx";
import { COMMON_TEXTS } from "../parts/texts.ts";
import type { Credentials, Me, Session } from "./session.ts";
import { SESSION_TEXTS } from "./texts.ts";
import { accountOf, signText, type Wallet, watchWallets } from "./wallets.ts";

/** Three ways to sign in. */
export function SignIn(props: {
  readonly language: Language;
  readonly session: Session;
  readonly onSignedIn: (me: Me) => void;
}) {
  const { language, session, onSignedIn } = props;
  const texts = SESSION_TEXTS[language];
  const [failure, setFailure] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [wallets, setWallets] = useState<readonly Wallet[]>([]);
  useEffect(() => watchWallets(setWallets), []);
  useEffect(() => {
    document.title = `${texts.title} · ${COMMON_TEXTS[language].brand}`;
  }, [texts, language]);

  async function enter(credentials: () => Promise<Credentials> | Credentials): Promise<void> {
    setFailure("");
    setIsBusy(true);
    try {
      onSignedIn(await session.signIn(await credentials()));
    } catch (error) {
      setFailure(sentenceOf(error, COMMON_TEXTS[language]));
      setIsBusy(false);
    }
  }

  const submit = (make: (said: (name: string) => string) => Credentials) => (event: Event) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    void enter(() => make((name) => String(data.get(name) ?? "")));
  };

  return (
    <>
      <h1>{texts.title}</h1>
      <p class="muted">{texts.lead}</p>
      <p class="field-error" role="alert">
        {failure}
      </p>
      <section class="sheet">
        <form onSubmit={submit((said) => ({ username: said("username"), password: said("password") }))}>
          <label for="username">{texts.username}</label>
          <input id="username" name="username" autocomplete="username" autocapitalize="none" required />
          <label for="password">{texts.password}</label>
          <input id="password" name="password" type="password" autocomplete="current-password" required />
          <button type="submit" class="button" disabled={isBusy}>
            {texts.signIn}
          </button>
          <a href={`/confirm?lang=${language}#reset=`}>{texts.forgot}</a>
        </form>
      </section>
      <section class="sheet" aria-labelledby="by-wallet">
        <h2 id="by-wallet">{texts.orWallet}</h2>
        <p class="muted">{wallets.length > 0 ? texts.walletHelp : texts.noWallet}</p>
        {wallets.map((wallet) => (
          <button
            key={wallet.rdns}
            type="button"
            class="button"
            disabled={isBusy}
            onClick={() => enter(() => signedBy(wallet, language))}
          >
            {texts.walletWith(wallet.name)}
          </button>
        ))}
      </section>
      <details class="sheet">
        <summary>{texts.orWechat}</summary>
        <form onSubmit={submit((said) => ({ code: said("code").trim() }))}>
          <p class="muted">{texts.wechatHelp}</p>
          <label for="wechat-code">{texts.wechatCode}</label>
          <input id="wechat-code" name="code" autocomplete="off" required />
          <button type="submit" class="button" disabled={isBusy}>
            {texts.wechatSignIn}
          </button>
        </form>
      </details>
    </>
  );
}

/** Has a wallet sign the text that lets its account in (EIP-4361). */
async function signedBy(wallet: Wallet, language: Language): Promise<Credentials> {
  const address = await accountOf(wallet);
  const path = "/auth/login/wallet/challenge";
  const { data } = await send<{ readonly message: string }>("POST", path, { body: { address }, language });
  return { address, message: data.message, signature: await signText(wallet, address, data.message) };
}
