import { useEffect, useState } from "preact/hooks";

/** Something that is being read, was read, or could not be. */
export interface Loaded<T> {
  readonly value: T | undefined;
  readonly error: unknown;
  readonly isLoading: boolean;
  /** Read it again; what was there stays until then. */
  readonly reload: () => void;
}

/** Read something when the view opens, and whenever one of the inputs changes. */
export function useLoad<T>(read: () => Promise<T>, inputs: readonly unknown[]): Loaded<T> {
  const [count, setCount] = useState(0);
  const [state, setState] = useState<{ value?: T; error?: unknown; isLoading: boolean }>({ isLoading: true });
  useEffect(() => {
    let isCurrent = true;
    setState((before) => ({ ...(before.value !== undefined && { value: before.value }), isLoading: true }));
    read().then(
      (value) => isCurrent && setState({ value, isLoading: false }),
      (error) => isCurrent && setState({ error, isLoading: false }),
    );
    return () => {
      isCurrent = false;
    };
  }, [...inputs, count]);
  const { value, error, isLoading } = state;
  return { value, error, isLoading, reload: () => setCount(count + 1) };
}
