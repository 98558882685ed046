import type { Hex } from "../shared/hex.ts";

/** The parties of a record: those who may read it when it is restricted (domain/roles/access-policy.ts). */
export interface RecordParties {
  readonly recorder: Hex;
  readonly custodian: Hex;
}
