import { useConsole, useTexts } from "../app/context.ts";
import { ActError } from "../http/act.ts";
import { ApiError } from "../http/call.ts";
import { WalletError } from "../session/wallets.ts";
import { COMMON_TEXTS, type CommonTexts } from "./texts.ts";

/** What to tell a person of an error, in the page's language. */
export function sentenceOf(error: unknown, texts: CommonTexts): string {
  if (error instanceof WalletError) return texts.wallets[error.fault];
  if (error instanceof ApiError) return error.status === 0 ? texts.offline : error.message || texts.failed;
  return (error instanceof ActError && error.message) || texts.failed;
}

/** An error, and a way to try again. */
export function Failure({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const texts = useTexts(COMMON_TEXTS);
  const { language } = useConsole();
  return (
    <div class="notice notice-bad" role="alert" lang={language}>
      <p>{sentenceOf(error, texts)}</p>
      {onRetry && (
        <button type="button" class="button-quiet" onClick={onRetry}>
          {texts.retry}
        </button>
      )}
    </div>
  );
}
