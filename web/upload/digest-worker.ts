/** Runs in a worker of its own: hashing a large file would freeze the page. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** The worker's messages: progress, then the digest; or that the file cannot be read. */
export type DigestMessage = { readonly done: number } | { readonly sha256: string } | { readonly failed: true };

/** Bytes that are read at a time. */
const SLICE = 1_048_576;

const post = (message: DigestMessage) => self.postMessage(message);

self.onmessage = async ({ data }: MessageEvent<File>) => {
  try {
    const hash = sha256.create();
    // In slices: iOS 14.0 cannot read a file as a stream.
    for (let done = 0; done < data.size; ) {
      const part = new Uint8Array(await data.slice(done, done + SLICE).arrayBuffer());
      // A file that became shorter meanwhile.
      if (part.length === 0) throw new Error("the file has changed");
      hash.update(part);
      done += part.length;
      post({ done });
    }
    post({ sha256: bytesToHex(hash.digest()) });
  } catch {
    post({ failed: true });
  }
};
