import type { Finality } from "../records/line.ts";
import type { Hex } from "../shared/hex.ts";
import type { Page, PageRequest } from "../shared/page.ts";
import type { ProfileLine } from "./profiles-of.ts";

/** Later than any line that the contract can have. */
export const NOW = 2 ** 40;

/** An account as of a line of the contract. */
export interface ProfileMoment {
  readonly account: Hex;
  readonly line: number;
}

/** A line by which an account was described, and where it stands on chain. */
export interface PlacedProfileLine extends ProfileLine {
  readonly transactionHash: Hex;
  readonly blockNumber: number;
  readonly status: Finality;
}

/** The lines by which accounts were described, as the mirror has them. */
export interface ProfileLines {
  /** For each moment the latest line of each author; each line once, in the order of the chain. */
  latest(moments: readonly ProfileMoment[]): Promise<readonly PlacedProfileLine[]>;
  /** All lines by which an account was described, the newest first. */
  history(account: Hex, request: PageRequest): Promise<Page<PlacedProfileLine>>;
}
