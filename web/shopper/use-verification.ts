import { useCallback, useEffect, useState } from "preact/hooks";
import type { Check, Verification } from "../../proof/check.ts";
import { httpRpc } from "../../proof/contract-reader.ts";
import { sha256Hex } from "../../proof/hash.ts";
import type { Proof } from "../../proof/proof.ts";
import { verifyProof } from "../../proof/verify.ts";
import { oncePerUrl, prefetch } from "./prefetch.ts";
import type { Settings } from "./use-settings.ts";

/** The state of a verification. */
export interface Progress {
  readonly checks: readonly Check[];
  /** Undefined while it runs. */
  readonly verification: Verification | undefined;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly filesFetched: number;
}

const START: Progress = { checks: [], verification: undefined, files: new Map(), filesFetched: 0 };

type Update = (change: (before: Progress) => Progress) => void;

/** Verifies a proof in this browser, at once and whenever the settings change or the reader asks again. */
export function useVerification(
  proof: Proof,
  code: string,
  { endpoint, contract }: Settings,
): { readonly progress: Progress; readonly again: () => void } {
  const [progress, setProgress] = useState<Progress>(START);
  const [round, setRound] = useState(0);

  useEffect(() => {
    let isLatest = true;
    void verify(proof, { code, endpoint, contract }, (change) => {
      if (isLatest) setProgress(change);
    });
    return () => {
      isLatest = false;
    };
  }, [proof, code, endpoint, contract, round]);

  return { progress, again: useCallback(() => setRound((count) => count + 1), []) };
}

async function verify(
  proof: Proof,
  { code, endpoint, contract }: { code: string } & Settings,
  update: Update,
): Promise<void> {
  // Bytes are kept under their own hash, so those of an earlier round are as good as new ones.
  update(({ files }) => ({ ...START, files }));
  const load = oncePerUrl((url) => loadFile(url, update));
  void prefetch(proof, load);
  const verification = await verifyProof(proof, {
    code,
    rpc: httpRpc(endpoint),
    contract,
    fetchBytes: (url) => load(url).finally(() => update(countFetched)),
    onProgress: (checks) => update((before) => ({ ...before, checks: [...checks] })),
  }).catch(notAProof);
  update((before) => ({ ...before, verification, checks: verification.checks }));
}

async function loadFile(url: string, update: Update): Promise<Uint8Array> {
  const response = await fetch(new URL(url, location.href), { credentials: "omit" });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const digest = sha256Hex(bytes);
  update((before) => ({ ...before, files: new Map(before.files).set(digest, bytes) }));
  return bytes;
}

const countFetched = (before: Progress): Progress => ({ ...before, filesFetched: before.filesFetched + 1 });

/** Something in the proof stopped the check itself: not a proof. */
function notAProof(error: unknown): Verification {
  const actual = error instanceof Error ? error.message : String(error);
  return {
    verdict: "failed",
    checks: [{ name: "format", outcome: "failed", reason: "not-a-proof", actual }],
    head: undefined,
    names: [],
  };
}
