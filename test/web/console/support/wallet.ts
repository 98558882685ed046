/** A wallet in the browser: announced as EIP-6963 has it, with what it is asked for answered by the test. */
import type { BrowserContext } from "playwright-core";

/** Answers what a page asks a wallet for; rejects with the `code` of EIP-1193 as a person does who refuses. */
export type WalletAnswers = (method: string, params: readonly unknown[]) => unknown;

/** Put such a wallet into every page of a context. */
export const withWallet = (answers: WalletAnswers) => async (context: BrowserContext) => {
  // A code alone: of an error nothing but its words comes over.
  await context.exposeFunction("answerOfTestWallet", async (method: string, params: readonly unknown[] = []) => {
    try {
      return { result: await answers(method, params) };
    } catch (error) {
      return { failure: { code: (error as { readonly code?: number }).code } };
    }
  });
  await context.addInitScript(() => {
    type Answer = { result?: unknown; failure?: { code?: number } };
    const provider = {
      request: async ({ method, params }: { method: string; params?: unknown[] }) => {
        const asked = globalThis as unknown as { answerOfTestWallet(...call: unknown[]): Promise<Answer> };
        const { result, failure } = await asked.answerOfTestWallet(method, params);
        if (failure) throw Object.assign(new Error("The wallet refused"), failure);
        return result;
      },
    };
    const detail = { info: { name: "Test Wallet", rdns: "example.wallet", uuid: "1", icon: "data:," }, provider };
    const announce = () => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
    addEventListener("eip6963:requestProvider", announce);
    announce();
  });
};
