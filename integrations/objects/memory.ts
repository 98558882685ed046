/** A cache by name; cleared entirely when it grows too large. */
export function memory<T>(limit = 10_000): Pick<Map<string, T>, "get" | "delete"> & {
  set(name: string, value: T): void;
} {
  const known = new Map<string, T>();
  return {
    get: (name) => known.get(name),
    delete: (name) => known.delete(name),
    set(name, value) {
      if (known.size >= limit) known.clear();
      known.set(name, value);
    },
  };
}
