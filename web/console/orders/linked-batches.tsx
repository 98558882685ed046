import { useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import { findBatch } from "../batches/find-batch.ts";
import { BATCH_TEXTS } from "../batches/texts.ts";
import { Failure } from "../parts/failure.tsx";
import type { LinkedBatch } from "./order.ts";
import { ORDER_TEXTS } from "./texts.ts";

/** Batches that the ERP names by their codes: those on chain open. */
export function LinkedBatches({ batches }: { readonly batches: readonly LinkedBatch[] }) {
  const { session, go } = useConsole();
  const texts = useTexts(ORDER_TEXTS);
  const { statuses, notFound } = useTexts(BATCH_TEXTS);
  const [failure, setFailure] = useState<unknown>();
  const [isMissing, setIsMissing] = useState(false);

  async function open(code: string): Promise<void> {
    setFailure(undefined);
    setIsMissing(false);
    try {
      const found = await findBatch(session, `/t/${encodeURIComponent(code)}`);
      if (found) go(`/batches/${found}`);
      else setIsMissing(true);
    } catch (error) {
      setFailure(error);
    }
  }

  if (batches.length === 0) return <p class="muted">{texts.noBatches}</p>;
  return (
    <>
      <ul class="actions">
        {batches.map(({ batch_code: code, on_chain: isThere, status }) => (
          <li key={code}>
            {isThere ? (
              <button type="button" class="chip" onClick={() => open(code)}>
                <span class="mono">{code}</span> {status && (statuses[status] ?? status)}
              </button>
            ) : (
              <span>
                <span class="mono">{code}</span> <span class="muted">{texts.notOnChain}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
      {isMissing && <p role="alert">{notFound}</p>}
      {failure !== undefined && <Failure error={failure} />}
    </>
  );
}
