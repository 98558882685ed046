/** Runs what is done for one key one after another, and for several side by side. */
export function turns(): <T>(key: string, task: () => Promise<T>) => Promise<T> {
  const latest = new Map<string, Promise<void>>();
  return (key, task) => {
    const result = (latest.get(key) ?? Promise.resolve()).then(task);
    const over = result
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        if (latest.get(key) === over) latest.delete(key);
      });
    latest.set(key, over);
    return result;
  };
}
