/** Batches as the API tells them. */

/** What became of how much. */
export interface Quantities {
  readonly made: number;
  readonly remaining: number;
  readonly taken: number;
  readonly sold: number;
  readonly used: number;
  readonly lost: number;
  readonly destroyed: number;
  readonly sampled: number;
  readonly unit: string;
}

/** A batch in a list. */
export interface ListedBatch {
  readonly id: string;
  readonly name: string | null;
  readonly batchCode: string;
  readonly quantity: number | null;
  readonly unit: string;
  readonly status: string;
  readonly farmName: string | null;
  readonly createdAt: string;
}

/** A step of its journey. */
export interface Event {
  readonly id: string;
  readonly type: string;
  readonly date: string;
  readonly title: string;
  readonly description: string;
  readonly location: string;
  readonly status?: "passed" | "failed";
  readonly withheld?: boolean;
  readonly actor: { readonly name: string | null; readonly address: string };
  readonly details: Readonly<Record<string, unknown>>;
  readonly amendedBy?: object;
  readonly amendmentReason?: string;
  /** What was said before, the first text first. */
  readonly history?: readonly {
    readonly title: string;
    readonly description: string;
    readonly location: string;
    readonly details: Readonly<Record<string, unknown>>;
    readonly recordedAt: string;
    readonly withheld?: true;
  }[];
  readonly attachments: readonly { readonly id: string; readonly url: string; readonly title: string }[];
  readonly chain: { readonly transactionHash: string; readonly seq: number; readonly status: string };
}

/** A batch with all that is known of it. */
export interface Batch extends ListedBatch {
  readonly description: string | null;
  readonly harvestDate: string | null;
  readonly certifications: readonly string[];
  readonly notice: { readonly en: string; readonly zh: string } | null;
  readonly hold: { readonly reason: string | null; readonly official: boolean } | null;
  /** Whether whoever is signed in holds it. */
  readonly held: boolean;
  readonly qrCode: string;
  readonly withheld?: true;
  readonly quantities: Quantities | null;
  readonly contributions: "named" | "open";
  readonly chain: { readonly batchId: string; readonly actor: string };
}
