import type { Hex } from "../shared/hex.ts";

/** What an account is known by outside. */
export interface KnownParty {
  readonly address: Hex;
  /** Its location number, where that is confirmed as its own and nobody else's. */
  readonly gln: string | null;
}

/**
 * The URI of a party: its location number as GS1 Digital Link writes it (AI 417), where it has one that is a key; else its
 * address on chain, as the DID method `pkh` writes it.
 */
export function partyUri({ address, gln }: KnownParty, chainId: number): string {
  return gln === null ? `did:pkh:eip155:${chainId}:${address}` : `https://id.gs1.org/417/${gln}`;
}
