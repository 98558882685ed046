/** What some work comes to, or `late` where it is not done after so many milliseconds. Throws what the work throws. */
export async function withTimeout<T>(milliseconds: number, work: () => Promise<T>, late: T): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  const timer = setTimeout(() => resolve(late), milliseconds);
  return Promise.race([work(), promise]).finally(() => clearTimeout(timer));
}
