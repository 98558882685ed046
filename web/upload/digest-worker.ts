/** Runs in a worker of its own: hashing a large file would freeze the page. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** The worker's messages: progress, then the digest; or that the file cannot be read. */
export type DigestMessage = { readonly done: number } | { readonly sha256: string } | { readonly failed: true };

const post = (message: DigestMessage) => self.postMessage(message);

self.onmessage = async ({ data }: MessageEvent<File>) => {
  try {
    const hash = sha256.create();
    const reader = data.stream().getReader();
    let done = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      hash.update(part.value);
      done += part.value.length;
      post({ done });
    }
    post({ sha256: bytesToHex(hash.digest()) });
  } catch {
    post({ failed: true });
  }
};
