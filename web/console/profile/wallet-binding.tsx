import { useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import { follow, type Operation } from "../http/act.ts";
import { newKey } from "../http/call.ts";
import { sentenceOf } from "../parts/failure.tsx";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { WalletButtons } from "../parts/wallet-buttons.tsx";
import { accountOf, signText, type Wallet } from "../session/wallets.ts";
import { OWN_PROFILE_TEXTS } from "./texts.ts";

/** Binds a wallet of this browser to the account, and has it sign what binding asks for on chain. */
export function WalletBinding() {
  const { session, me, renew, sign } = useConsole();
  const texts = useTexts(OWN_PROFILE_TEXTS);
  const common = useTexts(COMMON_TEXTS);
  const [state, setState] = useState<"busy" | "bound">();
  const [failure, setFailure] = useState("");

  async function bind(wallet: Wallet): Promise<void> {
    setFailure("");
    setState("busy");
    try {
      const address = await accountOf(wallet);
      const asked = await session.call<{ readonly message: string }>("POST", "/auth/wallet/challenge", {
        body: { address },
      });
      const { message } = asked.data;
      const { data } = await session.call<{ readonly operations: readonly { readonly id: string }[] }>(
        "POST",
        "/auth/wallet",
        {
          body: { address, message, signature: await signText(wallet, address, message) },
          headers: { "idempotency-key": newKey() },
        },
      );
      await renew();
      for (const { id } of data.operations) {
        const operation = await session.call<Operation>("GET", `/v1/operations/${id}`);
        await follow({ session, sign, onState: () => undefined }, operation.data);
      }
      setState("bound");
    } catch (error) {
      setState(undefined);
      setFailure(sentenceOf(error, common));
    }
  }

  return (
    <section class="sheet" aria-labelledby="wallet">
      <h2 id="wallet">{texts.wallet}</h2>
      <p class="muted">{texts.walletLead}</p>
      <p class="mono" data-testid="own-address">
        {me.address}
      </p>
      <p class="field-error" role="alert">
        {failure}
      </p>
      <div class="act-end">
        <WalletButtons words={texts.bindWith} disabled={state === "busy"} onChoose={bind} />
        <p role="status">{state === "bound" && texts.bound}</p>
      </div>
    </section>
  );
}
