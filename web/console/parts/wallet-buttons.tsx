import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../app/context.ts";
import { type Wallet, watchWallets } from "../session/wallets.ts";
import { COMMON_TEXTS } from "./texts.ts";

/** A button for each wallet of this browser, or that there is none. */
export function WalletButtons(props: {
  readonly words: (name: string) => string;
  readonly disabled?: boolean;
  readonly onChoose: (wallet: Wallet) => void;
}) {
  const { words, disabled, onChoose } = props;
  const texts = useTexts(COMMON_TEXTS);
  const [wallets, setWallets] = useState<readonly Wallet[]>([]);
  useEffect(() => watchWallets(setWallets), []);
  if (wallets.length === 0) return <p class="muted">{texts.noWallet}</p>;
  return (
    <>
      {wallets.map((wallet) => (
        <button key={wallet.rdns} type="button" class="button" disabled={disabled} onClick={() => onChoose(wallet)}>
          {words(wallet.name)}
        </button>
      ))}
    </>
  );
}
