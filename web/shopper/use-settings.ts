import { useState } from "preact/hooks";
import type { Proof } from "../../proof/proof.ts";

/** The endpoint and the contract to ask. */
export interface Settings {
  readonly endpoint: string;
  readonly contract: string;
}

const ENDPOINT = "suyuan.endpoint";
const CONTRACT = "suyuan.contract";

/** The reader's own choice if there is one, else what the server proposes, in a proof or elsewhere. */
export function useSettings({ chain }: { readonly chain: Pick<Proof["chain"], "rpcUrl" | "contract"> }): {
  readonly settings: Settings;
  readonly proposed: Settings;
  readonly choose: (settings: Settings) => void;
} {
  const proposed: Settings = {
    endpoint: resolve(chain.rpcUrl),
    contract: chain.contract,
  };
  const [settings, setSettings] = useState<Settings>({
    endpoint: recall(ENDPOINT) ?? proposed.endpoint,
    contract: recall(CONTRACT) ?? proposed.contract,
  });
  function choose(chosen: Settings): void {
    remember(ENDPOINT, chosen.endpoint, proposed.endpoint);
    remember(CONTRACT, chosen.contract, proposed.contract);
    setSettings(chosen);
  }
  return { settings, proposed, choose };
}

function resolve(url: string): string {
  try {
    return new URL(url, location.href).href;
  } catch {
    return url;
  }
}

/** Private windows may deny storage; then a choice lasts as long as the page. */
function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function remember(key: string, value: string, proposed: string): void {
  try {
    if (value === proposed) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {}
}
