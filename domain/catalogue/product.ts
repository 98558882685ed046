import type { ReadingLimit } from "../records/readings.ts";
import type { Hex } from "../shared/hex.ts";
import type { JsonValue } from "../shared/json.ts";

/** What a batch is a batch of. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Its Global Trade Item Number, as 14 digits. */
  readonly gtin: string | null;
  /** SHA-256 of a picture among the attachments. */
  readonly image: Hex | null;
  readonly nutritionalInfo: Readonly<Record<string, JsonValue>>;
  readonly storageGuide: string;
  /** Between what its readings should be. */
  readonly limits: readonly ReadingLimit[];
  readonly ownerId: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
