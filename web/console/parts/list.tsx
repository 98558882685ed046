import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import { Failure } from "./failure.tsx";
import { COMMON_TEXTS } from "./texts.ts";

/** A list that goes on by a cursor. */
export function List<Item, Data = readonly Item[]>(props: {
  /** The path with its query, without a cursor. */
  readonly path: string;
  /** Where they are in an answer that has more than them. */
  readonly items?: (data: Data) => readonly Item[];
  /** Shown where there is nothing. */
  readonly empty: ComponentChildren;
  /** The list of what was read until now. */
  readonly children: (items: readonly Item[], reload: () => void) => ComponentChildren;
}) {
  const { path, items: itemsIn = (data) => data as readonly Item[], empty, children } = props;
  const { session } = useConsole();
  const texts = useTexts(COMMON_TEXTS);
  const [items, setItems] = useState<readonly Item[]>();
  const [cursor, setCursor] = useState<string | null>(null);
  const [error, setError] = useState<unknown>();
  const [isLoading, setIsLoading] = useState(false);

  // An answer to what was asked before comes too late.
  const latest = useRef(path);
  latest.current = path;

  async function read(from: string | null, before: readonly Item[]): Promise<void> {
    setIsLoading(true);
    setError(undefined);
    try {
      const sep = path.includes("?") ? "&" : "?";
      const answer = await session.call<Data>("GET", from ? `${path}${sep}cursor=${encodeURIComponent(from)}` : path);
      if (latest.current !== path) return;
      setItems([...before, ...itemsIn(answer.data)]);
      setCursor(answer.meta?.nextCursor ?? null);
    } catch (failure) {
      if (latest.current === path) setError(failure);
    } finally {
      setIsLoading(false);
    }
  }
  const reload = () => void read(null, []);
  useEffect(reload, [path]);

  return (
    <>
      {items && (items.length > 0 ? children(items, reload) : empty)}
      {error !== undefined && <Failure error={error} onRetry={() => read(cursor, items ?? [])} />}
      {isLoading && <p role="status">{texts.loading}</p>}
      {cursor && !isLoading && (
        <button type="button" class="button-quiet" onClick={() => read(cursor, items ?? [])}>
          {texts.more}
        </button>
      )}
    </>
  );
}
