import type { DigestMessage } from "./digest-worker.ts";

/** A file's SHA-256 in hex, computed by a worker. Rejects if the file cannot be read. */
export function digestOf(file: File, worker: string, onProgress: (done: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const running = new Worker(worker);
    const end = (act: () => void) => {
      running.terminate();
      act();
    };
    running.onmessage = ({ data }: MessageEvent<DigestMessage>) => {
      if ("done" in data) onProgress(data.done);
      else if ("sha256" in data) end(() => resolve(data.sha256));
      else end(() => reject(new UploadError("unreadable")));
    };
    running.onerror = () => end(() => reject(new UploadError("unreadable")));
    running.postMessage(file);
  });
}

/** Why an upload ended: `detail` is what the server said, if it said something. */
export class UploadError extends Error {
  readonly reason: "unreadable" | "offline" | "refused" | "signed-out";
  readonly detail: string;

  constructor(reason: UploadError["reason"], detail = "") {
    super(detail || reason);
    this.name = "UploadError";
    this.reason = reason;
    this.detail = detail;
  }
}
