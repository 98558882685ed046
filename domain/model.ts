/** The core's own words for what it holds. Dialects translate these; repositories make them from rows. */
import type { EventArguments } from "./records/event-arguments.ts";
import type { LineEvent } from "./records/kinds.ts";
import type { BatchDescription, RecordDocument } from "./records/record-document.ts";
import type { Role } from "./shared/roles.ts";

/** Bytes as `0x` and lower-case hex digits. */
export type Hex = `0x${string}`;

/** A person or firm. */
export interface Account {
  readonly id: number;
  readonly username: string;
  readonly email: string | null;
  /** Whether its holder has proved to read that address. */
  readonly emailVerified: boolean;
  readonly phone: string | null;
  /** What it is called on a journey. */
  readonly name: string;
  /** The role it registered for; null for none. What it may do is decided by its roles on chain. */
  readonly role: Role | null;
  /** Its address on chain, lower-case. */
  readonly address: Hex;
  /** What its custodial key is derived by; it is the address's own unless a wallet was bound. */
  readonly keyId: string;
  /** Whether this API holds the address's key. */
  readonly custody: "custodial" | "wallet";
  /** Tokens of an earlier version are no longer good. */
  readonly tokenVersion: number;
  readonly createdAt: Date;
}

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
  readonly ownerId: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Where a batch comes from. */
export interface Farm {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly owner: string;
  readonly certifications: readonly string[];
  readonly ownerId: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Any JSON. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** How sure it is that a line stays where it is. */
export type Finality = "pending" | "confirmed" | "final";

/** Where a line stands on chain. */
export interface ChainReference {
  readonly batchId: Hex;
  readonly seq: number;
  readonly transactionHash: Hex;
  readonly blockNumber: number;
  readonly actor: Hex;
  readonly digest: Hex;
  readonly status: Finality;
}

/** Whether a record document or an attachment can be shown. */
export type Visibility = "public" | "restricted" | "erased" | "missing";

/** A batch, as the mirror has it. */
export interface Batch {
  readonly id: Hex;
  readonly code: string;
  readonly unit: string;
  /** What remains, in thousandths of the unit. */
  readonly quantity: bigint;
  readonly custodian: Hex;
  readonly seq: number;
  readonly head: Hex;
  /** Where it stands on chain. */
  readonly status: "active" | "recalled" | "withdrawn";
  readonly verdict: "pass" | "fail" | null;
  /** What its creator said of it, as last amended; null while the document is missing or erased. */
  readonly description: BatchDescription | null;
  /** Whether the public may see the description. */
  readonly visibility: Visibility;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly chain: ChainReference;
}

/** One line of a batch, as the mirror has it. */
export interface Line {
  readonly event: LineEvent;
  /** Its number over the whole contract. */
  readonly line: number;
  readonly kind: string;
  readonly timestamp: Date;
  /** For an amendment: the line that it amends. */
  readonly amended: number | null;
  /** The event's values, as in a proof. */
  readonly args: EventArguments;
  /** The batch's head after this line. */
  readonly head: Hex;
  /** Null while it is missing or erased, if it is of no known format, or if it speaks of another batch or kind. */
  readonly document: RecordDocument | null;
  readonly visibility: Visibility;
  /**
   * Whether no earlier line of the contract has the same digest. Digests are public: whoever repeats another's did not
   * thereby record its document.
   */
  readonly original: boolean;
  readonly chain: ChainReference;
}

/** A file's facts, read from its bytes. */
export interface ObjectInfo {
  readonly sha256: Hex;
  readonly size: number;
  readonly mediaType: string;
  readonly cid: string;
  readonly visibility: Exclude<Visibility, "missing">;
}
