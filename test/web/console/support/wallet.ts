/** A wallet in the browser: announced as EIP-6963 has it, with what it is asked for answered by the test. */
import type { BrowserContext } from "playwright-core";

/** Answers what a page asks a wallet for; rejects as a person does who refuses. */
export type WalletAnswers = (method: string, params: readonly unknown[]) => unknown;

/** Put such a wallet into every page of a context. */
export const withWallet = (answers: WalletAnswers) => async (context: BrowserContext) => {
  await context.exposeFunction("answerOfTestWallet", (method: string, params: readonly unknown[] = []) =>
    answers(method, params),
  );
  await context.addInitScript(() => {
    const provider = {
      request: ({ method, params }: { method: string; params?: unknown[] }) =>
        (globalThis as unknown as { answerOfTestWallet(...asked: unknown[]): Promise<unknown> }).answerOfTestWallet(
          method,
          params,
        ),
    };
    const detail = { info: { name: "Test Wallet", rdns: "example.wallet", uuid: "1", icon: "data:," }, provider };
    const announce = () => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
    addEventListener("eip6963:requestProvider", announce);
    announce();
  });
};
