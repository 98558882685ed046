import type { FetchBytes } from "../../proof/check-documents.ts";
import type { Proof } from "../../proof/proof.ts";

/** Fetches each address once, however often it is requested. */
export function oncePerUrl(load: FetchBytes): FetchBytes {
  const known = new Map<string, Promise<Uint8Array>>();
  return (url) => {
    const bytes = known.get(url) ?? load(url);
    known.set(url, bytes);
    return bytes;
  };
}

/** Starts fetching a proof's files, four at a time, so that pictures do not have to wait for a slow chain. */
export async function prefetch(proof: Proof, load: FetchBytes): Promise<void> {
  const urls = Object.values(proof.attachments).flatMap((file) => (file.status === "public" ? [file.url] : []));
  let next = 0;
  async function work(): Promise<void> {
    for (let url = urls[next++]; url !== undefined; url = urls[next++]) await load(url).catch(() => undefined);
  }
  await Promise.all([work(), work(), work(), work()]);
}
