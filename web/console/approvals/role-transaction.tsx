import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../app/context.ts";
import { Facts } from "../parts/facts.tsx";
import { sentenceOf } from "../parts/failure.tsx";
import { FileForm } from "../parts/file-form.tsx";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { WalletButtons } from "../parts/wallet-buttons.tsx";
import { accountOf, sendTransaction, type Wallet } from "../session/wallets.ts";
import type { Application } from "./application.ts";
import { APPROVAL_TEXTS } from "./texts.ts";

/** Milliseconds between two looks whether the chain has it. */
const PAUSE = 2_000;

/** What only an officer's own wallet may do: shown, exported, or sent by a wallet of this browser. */
export function RoleTransaction(props: {
  readonly transaction: NonNullable<Application["transaction"]>;
  readonly path: string;
  readonly id: string;
  /** Look again: the transaction is gone once its line is in the mirror. */
  readonly onSent: () => void;
}) {
  const { transaction, path, id, onSent } = props;
  const texts = useTexts(APPROVAL_TEXTS);
  const common = useTexts(COMMON_TEXTS);
  const [hash, setHash] = useState<string>();
  const [failure, setFailure] = useState("");
  useEffect(() => {
    if (hash === undefined) return undefined;
    const timer = setTimeout(onSent, PAUSE);
    return () => clearTimeout(timer);
  }, [hash, onSent]);

  async function send(wallet: Wallet): Promise<void> {
    setFailure("");
    try {
      const { chainId, to, data, value } = transaction;
      setHash(await sendTransaction(wallet, await accountOf(wallet), { chainId, to, data, value }));
    } catch (error) {
      setFailure(sentenceOf(error, common));
    }
  }

  return (
    <section class="sheet" aria-labelledby="transaction">
      <h2 id="transaction">{texts.transaction}</h2>
      <p class="muted">{texts.transactionLead}</p>
      <p>{transaction.description}</p>
      <Facts
        of={[
          [texts.network, String(transaction.chainId)],
          [texts.to, <span class="mono">{transaction.to}</span>],
          [texts.data, <code class="mono">{transaction.data}</code>],
        ]}
      />
      <p class="field-error" role="alert">
        {failure}
      </p>
      <div class="actions">
        <WalletButtons words={texts.sendWith} disabled={hash !== undefined} onChoose={send} />
        <a class="button-quiet" href={transaction.uri}>
          {texts.openWallet}
        </a>
        <FileForm path={`${path}/transaction`} name={`${id}.json`} button={texts.safe} />
      </div>
      {hash && (
        <p role="status">
          {texts.sent} <span class="mono">{hash}</span>
        </p>
      )}
    </section>
  );
}
