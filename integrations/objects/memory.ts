/** What was found out once, by name; forgotten as a whole when it grows too large. */
export function memory<T>(limit = 10_000): { get(name: string): T | undefined; set(name: string, value: T): void } {
  const known = new Map<string, T>();
  return {
    get: (name) => known.get(name),
    set(name, value) {
      if (known.size >= limit) known.clear();
      known.set(name, value);
    },
  };
}
