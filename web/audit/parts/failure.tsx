import { NodeFault } from "../../../proof/chain-lines.ts";
import { useTexts } from "../app/context.ts";
import { APP_TEXTS } from "../app/texts.ts";

/** An error, and a way to try again. What a node said stands beside as it came. */
export function Failure({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const texts = useTexts(APP_TEXTS);
  return (
    <div class="notice notice-bad" role="alert">
      <p>{error instanceof NodeFault ? texts.nodeFailed : texts.failed}</p>
      {error instanceof Error && <p class="mono">{error.message.slice(0, 200)}</p>}
      {onRetry && (
        <button type="button" class="button-quiet" onClick={onRetry}>
          {texts.retry}
        </button>
      )}
    </div>
  );
}
