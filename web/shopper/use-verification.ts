import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Check, Verification } from "../../proof/check.ts";
import { httpRpc } from "../../proof/contract-reader.ts";
import { sha256Hex } from "../../proof/hash.ts";
import type { Proof } from "../../proof/proof.ts";
import { verifyProof } from "../../proof/verify.ts";
import { oncePerUrl, prefetch } from "./prefetch.ts";
import type { Settings } from "./use-settings.ts";

/** Where a verification stands. */
export interface Progress {
  readonly checks: readonly Check[];
  /** Undefined while it runs. */
  readonly verification: Verification | undefined;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly filesFetched: number;
}

const START: Progress = { checks: [], verification: undefined, files: new Map(), filesFetched: 0 };

/** Verifies a proof in this browser, at once and whenever the settings change or the reader asks again. */
export function useVerification(
  proof: Proof,
  code: string,
  settings: Settings,
): { readonly progress: Progress; readonly again: () => void } {
  const [progress, setProgress] = useState<Progress>(START);
  const [round, setRound] = useState(0);
  const latest = useRef(0);

  useEffect(() => {
    const run = ++latest.current;
    const update = (change: (before: Progress) => Progress) => {
      if (latest.current === run) setProgress(change);
    };
    // Bytes are kept under their own hash, so those of an earlier round are as good as new ones.
    update((before) => ({ ...START, files: before.files }));

    const load = oncePerUrl(async (url) => {
      const response = await fetch(new URL(url, location.href), { credentials: "omit" });
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const digest = sha256Hex(bytes);
      update((before) => ({ ...before, files: new Map(before.files).set(digest, bytes) }));
      return bytes;
    });
    void prefetch(proof, load);

    async function fetchBytes(url: string): Promise<Uint8Array> {
      try {
        return await load(url);
      } finally {
        update((before) => ({ ...before, filesFetched: before.filesFetched + 1 }));
      }
    }

    void verifyProof(proof, {
      code,
      rpc: httpRpc(settings.endpoint),
      contract: settings.contract,
      fetchBytes,
      onProgress: (checks) => update((before) => ({ ...before, checks: [...checks] })),
    })
      .catch(refuse)
      .then((verification) => update((before) => ({ ...before, verification, checks: verification.checks })));
    return () => {
      latest.current++;
    };
  }, [proof, code, settings.endpoint, settings.contract, round]);

  return { progress, again: useCallback(() => setRound((count) => count + 1), []) };
}

/** Something in the proof stopped the check itself: that is no proof. */
function refuse(error: unknown): Verification {
  const actual = error instanceof Error ? error.message : String(error);
  return {
    ok: false,
    checks: [{ name: "format", outcome: "failed", reason: "not-a-proof", actual }],
    head: undefined,
  };
}
