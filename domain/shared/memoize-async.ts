/**
 * Work that anybody may ask for, done for all who ask at the same time at once, and not again for a while: else whoever
 * asks often enough keeps the process from everything else.
 *
 * @param holdFor For how many milliseconds an answer is given again. What fails is not held.
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
