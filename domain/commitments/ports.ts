import type { Hex } from "../shared/hex.ts";
import type { Page, PageRequest } from "../shared/page.ts";
import type { RoleSet } from "../shared/roles.ts";
import type { Committed } from "./commitment.ts";

/** A commitment that was drawn up. Only a line on chain makes it one. */
export interface DrawnCommitment {
  readonly number: string;
  readonly batchId: Hex;
  /** Of the PDF. */
  readonly sha256: Hex;
  readonly accountId: number;
  /** Whose line makes it. */
  readonly actor: Hex;
  readonly issuedAt: Date;
}

/** Finds commitments by number, and by what they say: an index, which promises nothing. */
export interface Commitments {
  /** Add one, with the texts by which it is found. Throws a `conflict` if its number is taken. */
  add(commitment: DrawnCommitment, texts: readonly string[]): Promise<void>;
  byNumber(number: string): Promise<DrawnCommitment | undefined>;
  /** A batch's, the latest first, at most `limit`. */
  ofBatch(batchId: Hex, limit: number): Promise<DrawnCommitment[]>;
  /** Those with a line on chain that hold the text searched for, the latest first. */
  search(request: PageRequest): Promise<Page<DrawnCommitment>>;
}

/** What stands on a commitment's paper. The same content gives the same file, byte for byte. */
export interface CommitmentContent extends Omit<Committed, "file" | "issuedAt"> {
  readonly issuedAt: Date;
  readonly code: string;
  /** Where its journey, and how it stands now, can be looked up. */
  readonly pageUrl: string;
  readonly chain: { readonly chainId: number; readonly contract: Hex; readonly actor: Hex };
}

/** Makes a commitment's PDF. */
export interface CommitmentRenderer {
  render(content: CommitmentContent): Promise<Uint8Array>;
}

/** What the deployed contract itself says of kinds: one that was deployed earlier may know fewer. */
export interface ContractKinds {
  /** Who may write a kind; 0 where nobody may. Throws `unavailable` while the chain cannot be asked. */
  rolesOf(kind: string): Promise<RoleSet>;
}
