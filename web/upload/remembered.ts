/** The uploads in progress in this browser. Private windows may deny storage: then uploads cannot be resumed. */
const PREFIX = "suyuan.upload.";

/** The id of a file's upload. */
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it. */
export function remember(key: string, id: string): void {
  try {
    localStorage.setItem(PREFIX + key, id);
  } catch {}
}

/** Forgets it. */
export function forget(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {}
}
