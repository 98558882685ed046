import { useEffect, useRef, useState } from "preact/hooks";

/** Long work that can be stopped. */
export interface Run<Progress, Result> {
  readonly state: "idle" | "running" | "stopped" | "done" | "failed";
  readonly progress: Progress | undefined;
  readonly result: Result | undefined;
  readonly error: unknown;
  readonly start: () => void;
  readonly stop: () => void;
}

type State<Progress, Result> = Omit<Run<Progress, Result>, "start" | "stop">;

/** Does long work when it is started, and stops it when the view goes. */
export function useRun<Progress, Result>(
  work: (signal: AbortSignal, report: (progress: Progress) => void) => Promise<Result>,
): Run<Progress, Result> {
  const idle = { state: "idle", progress: undefined, result: undefined, error: undefined } as const;
  const [state, setState] = useState<State<Progress, Result>>(idle);
  const running = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  function start(): void {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const set = (change: Partial<State<Progress, Result>>) => {
      if (running.current === controller) setState((before) => ({ ...before, ...change }));
    };
    setState({ ...idle, state: "running" });
    work(signal, (progress) => !signal.aborted && set({ progress })).then(
      (result) => !signal.aborted && set({ state: "done", result }),
      (error) => !signal.aborted && set({ state: "failed", error }),
    );
  }
  function stop(): void {
    running.current?.abort();
    setState((before) => ({ ...before, state: "stopped" }));
  }
  return { ...state, start, stop };
}
