/**
 * Shares one run of some work among simultaneous callers, and caches its answer for a while: otherwise frequent callers
 * could keep the process from everything else.
 *
 * @param holdFor Milliseconds for which an answer is cached. Failures are not.
 */
export function memoizeAsync<T>(work: () => Promise<T>, holdFor: (answer: T) => number): () => Promise<T> {
  let latest: { readonly answer: Promise<T>; until: number } | undefined;
  return () => {
    if (latest && performance.now() < latest.until) return latest.answer;
    const asked = { answer: work(), until: Number.POSITIVE_INFINITY };
    latest = asked;
    asked.answer.then(
      (answer) => {
        asked.until = performance.now() + holdFor(answer);
      },
      () => {
        asked.until = 0;
      },
    );
    return asked.answer;
  };
}
