import { useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import { follow, type Operation } from "../http/act.ts";
import { Failure, sentenceOf } from "../parts/failure.tsx";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { useLoad } from "../parts/use-load.ts";
import { OWN_RECALL_TEXTS } from "./texts.ts";

/** The acts of a recall that its beginner's wallet has yet to sign: nothing is shown where there are none. */
export function RecallOperations({ path, onDone }: { readonly path: string; readonly onDone: () => void }) {
  const { session, sign } = useConsole();
  const texts = useTexts(OWN_RECALL_TEXTS);
  const common = useTexts(COMMON_TEXTS);
  const found = useLoad(async () => {
    const unsigned: Operation[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query = new URLSearchParams({ limit: "100", ...(cursor && { cursor }) });
      const page = await session.call<readonly Operation[]>("GET", `${path}/operations?${query}`);
      unsigned.push(...page.data.filter(({ state }) => state === "unsigned"));
      cursor = page.meta?.nextCursor ?? null;
    }
    return unsigned;
  }, [path]);
  const [done, setDone] = useState<number>();
  const [failure, setFailure] = useState("");
  const waiting = found.value ?? [];

  async function signAll(): Promise<void> {
    setFailure("");
    try {
      for (const [index, operation] of waiting.entries()) {
        setDone(index);
        await follow({ session, sign, onState: () => undefined }, operation);
      }
      onDone();
    } catch (error) {
      setFailure(sentenceOf(error, common));
    }
    setDone(undefined);
    found.reload();
  }

  if (found.error !== undefined) return <Failure error={found.error} onRetry={found.reload} />;
  if (waiting.length === 0) return null;
  return (
    <section class="sheet">
      <p class="notice notice-warn">{texts.toSign(waiting.length)}</p>
      <p class="field-error" role="alert">
        {failure}
      </p>
      <div class="act-end">
        <button type="button" class="button" disabled={done !== undefined} onClick={signAll}>
          {texts.sign}
        </button>
        <p role="status">{done !== undefined && texts.signed(done, waiting.length)}</p>
      </div>
    </section>
  );
}
