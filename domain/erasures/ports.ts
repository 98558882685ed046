import type { NewMessage } from "../messages/outgoing-messages.ts";
import type { Idempotency } from "../operations/outbox.ts";
import type { Hex } from "../shared/hex.ts";
import type { Page, PageRequest } from "../shared/page.ts";

/** Where a line of an erasure is. */
export interface ErasureLine {
  /** Its number over the whole contract. */
  readonly line: number;
  readonly batchId: Hex;
  readonly seq: number;
}

/** What the mirror and the catalogue know that erasing depends on. */
export interface Erasures {
  /** Lines of erasures after one of the contract's, in their order. */
  linesAfter(line: number, limit: number): Promise<readonly ErasureLine[]>;
  /** Those of these files that something else needs: another record, a line of its own, a product. */
  neededElsewhere(files: readonly Hex[], document: Hex): Promise<ReadonlySet<Hex>>;
  /** Forget the words that lists find files by. */
  forgetWords(files: readonly Hex[]): Promise<void>;
}

/** How a request for erasure stands. */
export const REQUEST_STATUSES = ["open", "done", "refused"] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** A request that something is erased. Its reason and its contact are personal: they are for who decides on it alone. */
export interface NewErasureRequest {
  readonly id: string;
  readonly batchId: Hex;
  readonly batchCode: string;
  /** Which line it is about; null where that was not told. */
  readonly line: number | null;
  /** Who asked; null for somebody without an account. */
  readonly accountId: number | null;
  readonly reason: string;
  /** An e-mail address. */
  readonly contact: string;
  readonly askedAt: Date;
  readonly dueAt: Date;
}

/** A request as it was kept. The contact is forgotten when it has ended, and told; a reason can be unreadable. */
export interface ErasureRequest extends Omit<NewErasureRequest, "contact" | "reason"> {
  readonly reason: string | null;
  readonly contact: string | null;
  readonly status: RequestStatus;
  readonly endedAt: Date | null;
  /** Why it was refused. */
  readonly answer: string | null;
  /** The line of its batch that says what was erased. */
  readonly erasure: number | null;
}

/** A request that just ended, while its contact is still known. */
export type EndedRequest = Pick<ErasureRequest, "id" | "batchCode" | "contact" | "status" | "answer">;

/** How a request ends. */
export interface RequestEnd extends Pick<ErasureRequest, "answer" | "erasure"> {
  readonly status: "done" | "refused";
  readonly endedAt: Date;
  /** The account that decided, where it has one here. */
  readonly endedBy: number | null;
}

/** The requests for erasure, sealed where they are personal. */
export interface ErasureRequests {
  /** Keep a request; gives the earlier one of the same key. */
  add(request: NewErasureRequest, idempotency: Idempotency | undefined): Promise<ErasureRequest>;
  byId(id: string): Promise<ErasureRequest | undefined>;
  /** The oldest first. */
  list(
    query: PageRequest & { readonly status?: RequestStatus; readonly dueBefore?: Date },
  ): Promise<Page<ErasureRequest>>;
  /** End one of a batch if it is open, and queue what who asked is told; undefined if it is not. */
  end(
    which: Pick<ErasureRequest, "id" | "batchId">,
    end: RequestEnd,
    words: (request: EndedRequest) => NewMessage | undefined,
  ): Promise<ErasureRequest | undefined>;
}
