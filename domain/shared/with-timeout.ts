/** The result of some work, or `late` if it takes longer than the given milliseconds. Throws what the work throws. */
export async function withTimeout<T>(milliseconds: number, work: () => Promise<T>, late: T): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  const timer = setTimeout(() => resolve(late), milliseconds);
  return Promise.race([work(), promise]).finally(() => clearTimeout(timer));
}
