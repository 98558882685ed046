/** Recalls as the API tells them. */
import type { Marking, RecallClass, RecallScope } from "../../../domain/recalls/ports.ts";
import type { PartyNamed } from "../parts/party.tsx";

/** How many of its batches are how far. */
export interface RecallCounts {
  readonly batches: number;
  readonly holders: number;
  readonly toMark: number;
  readonly marked: number;
  readonly notices: number;
  readonly acknowledged: number;
}

/** Amounts by their units. */
export type Amounts = Readonly<Record<string, number>>;

/** What somebody found of a batch. */
export interface Acknowledgement {
  readonly found: number;
  readonly quarantined: number;
  readonly destroyed: number;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

/** A batch of a recall. */
export interface RecallItem {
  readonly traceId: string;
  readonly batchCode: string;
  readonly holder: PartyNamed;
  readonly heldNowBy: PartyNamed;
  readonly remaining: number;
  readonly sold: number;
  readonly unit: string;
  readonly marking: Marking;
  readonly marked: boolean;
  readonly addedAt: string | null;
  readonly acknowledgements: readonly Acknowledgement[];
}

/** How it went, for who began it. */
export interface RecallReport {
  readonly untilTold: number | null;
  readonly untilAnswered: number | null;
  readonly told: number;
  readonly untold: number;
  readonly answered: number;
  readonly found: Amounts;
}

/** A recall in a list. */
export interface ListedRecall {
  readonly id: string;
  readonly traceId: string;
  readonly batchCode: string;
  readonly reason: string;
  readonly class: RecallClass;
  readonly scope: RecallScope;
  readonly instruction: string;
  readonly contact: string;
  readonly drill: boolean;
  readonly createdAt: string;
  readonly liftedAt: string | null;
  readonly liftReason: string | null;
  readonly summary: RecallCounts;
}

/** A recall with one page of its batches. */
export interface Recall extends ListedRecall {
  readonly summary: RecallCounts & {
    readonly remaining: Amounts;
    readonly sold: Amounts;
    readonly found: Amounts;
    readonly quarantined: Amounts;
    readonly destroyed: Amounts;
  };
  readonly items: readonly RecallItem[];
  readonly outsiders?: readonly {
    readonly name: string;
    readonly email: string;
    readonly toldAt: string | null;
    readonly said: { readonly found: string; readonly note: string; readonly at: string } | null;
  }[];
  readonly report?: RecallReport;
}
