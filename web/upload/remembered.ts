/** Which uploads are under way in this browser. Private windows may refuse storage: then nothing is gone on with. */
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
