import type { Account } from "../accounts/account.ts";
import type { Hex } from "../shared/hex.ts";
import type { Page, PageRequest } from "../shared/page.ts";

/** Which admission is meant: of whom, by whom, to one batch or, without one, to all that the custodian holds. */
export interface Admission {
  readonly custodian: Hex;
  readonly account: Hex;
  readonly batchId: Hex | null;
}

/** Somebody whom a custodian admitted, as the mirror has it. */
export interface Party extends Admission {
  readonly since: Date;
  /** What the custodian wrote down about it, for itself. */
  readonly note: string | null;
  /** The line that says so, by its number over the whole contract. */
  readonly line: number;
  readonly transactionHash: Hex;
  readonly blockNumber: number;
}

/** A party, and its account where this server knows it. */
export interface ListedParty {
  readonly party: Party;
  readonly account: Account | undefined;
}

/** Who is admitted, by the mirror, and custodians' notes about them. */
export interface Parties {
  find(admission: Admission): Promise<Party | undefined>;
  /**
   * Whom these custodians admitted to all that they hold and, with a batch, to that one too: the latest first.
   */
  list(
    query: PageRequest & { readonly custodians: readonly Hex[]; readonly batchId: Hex | null },
  ): Promise<Page<Party>>;
  /** Keep a custodian's note, in the place of an earlier one; null for none. */
  note(admission: Admission, text: string | null): Promise<void>;
}
