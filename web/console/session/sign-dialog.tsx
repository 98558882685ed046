import { Fragment } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import { OVERVIEW_TEXTS } from "../overview/texts.ts";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { SIGNED_TEXTS, signedFields } from "./signed-words.ts";
import type { AskedSignature } from "./use-signing.ts";
import { accountOf, signTyped, type Wallet, WalletError, watchWallets } from "./wallets.ts";

/** Shows what a wallet is about to be asked for, in whose name and capacity, before it is. */
export function SignDialog({ asked }: { readonly asked: AskedSignature }) {
  const { me } = useConsole();
  const texts = useTexts(COMMON_TEXTS);
  const words = useTexts(SIGNED_TEXTS);
  const { roleNames } = useTexts(OVERVIEW_TEXTS);
  const [wallets, setWallets] = useState<readonly Wallet[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const { typedData, onSigned, onRefused } = asked;
  useEffect(() => watchWallets(setWallets), []);
  useEffect(() => dialog.current?.showModal(), []);

  async function sign(wallet: Wallet): Promise<void> {
    setIsBusy(true);
    try {
      const account = await accountOf(wallet);
      if (account !== me.address.toLowerCase()) throw new WalletError("other-account");
      onSigned(await signTyped(wallet, account, typedData));
    } catch (error) {
      onRefused(error);
    }
  }

  return (
    <dialog
      ref={dialog}
      class="sheet sign"
      aria-labelledby="sign-title"
      onCancel={(event) => {
        event.preventDefault();
        onRefused(new WalletError("rejected"));
      }}
    >
      <h2 id="sign-title">{texts.signTitle}</h2>
      <dl class="pairs">
        <dt>{texts.signAs}</dt>
        <dd>
          <strong>{me.name}</strong> <span class="mono">{me.address}</span>
        </dd>
        <dt>{texts.signCapacity}</dt>
        <dd>{me.roles.map((role) => roleNames[role] ?? role).join(", ") || texts.noRole}</dd>
        <dt>{texts.signWhat}</dt>
        <dd data-testid="sign-what">
          <strong>{words.acts[typedData.primaryType] ?? typedData.primaryType}</strong>
        </dd>
        {signedFields(typedData).map(([name, value]) => (
          <Fragment key={name}>
            <dt>{words.fields[name]}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <details>
        <summary>{texts.signTechnical}</summary>
        <pre class="mono">{JSON.stringify(typedData.message, null, 2)}</pre>
      </details>
      {wallets.length === 0 && <p class="notice notice-warn">{texts.wallets.none}</p>}
      <div class="act-end">
        {wallets.map((wallet) => (
          <button key={wallet.rdns} type="button" class="button" disabled={isBusy} onClick={() => sign(wallet)}>
            {texts.signNow} {wallet.name}
          </button>
        ))}
        <button type="button" class="button-quiet" onClick={() => onRefused(new WalletError("rejected"))}>
          {texts.signRefuse}
        </button>
      </div>
    </dialog>
  );
}
