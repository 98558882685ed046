/** A file that was dropped on the start page: kept for the page that checks it, in this tab alone. */
import { sha256Hex } from "../../proof/hash.ts";

/** What is handed over from page to page. */
export type Dropped =
  | { readonly type: "certificate"; readonly name: string; readonly sha256: string }
  | { readonly type: "proof"; readonly name: string; readonly text: string };

const KEY = "suyuan-dropped";

/** More than any certificate, and than any proof that a tab's storage holds. */
const LARGEST = { certificate: 64 * 1024 * 1024, proof: 4 * 1024 * 1024 };

/** Keep a file for the page that checks it, and tell its path; undefined for a file that none does. */
export async function takeFile(file: File): Promise<string | undefined> {
  try {
    if (file.size <= LARGEST.certificate && (await file.slice(0, 5).text()) === "%PDF-") {
      const sha256 = sha256Hex(new Uint8Array(await file.arrayBuffer()));
      keep({ type: "certificate", name: file.name, sha256 });
      return "/verify";
    }
    if (file.size > LARGEST.proof) return undefined;
    const text = await file.text();
    JSON.parse(text);
    keep({ type: "proof", name: file.name, text });
    return "/audit";
  } catch {
    return undefined;
  }
}

/** What was dropped before this page was opened; once. */
export function takeDropped<Type extends Dropped["type"]>(
  type: Type,
): Extract<Dropped, { readonly type: Type }> | undefined {
  try {
    const dropped = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Dropped | null;
    if (dropped?.type !== type) return undefined;
    sessionStorage.removeItem(KEY);
    return dropped as Extract<Dropped, { readonly type: Type }>;
  } catch {
    return undefined;
  }
}

function keep(dropped: Dropped): void {
  sessionStorage.setItem(KEY, JSON.stringify(dropped));
}
