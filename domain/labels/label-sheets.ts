/** Layouts of labels on a sheet of A4: 70 × 37 mm, three in a row; 105 × 74 mm, two in a row. */
export const LABEL_LAYOUTS = ["a4-24", "a4-8"] as const;

/** A layout of labels on a sheet. */
export type LabelLayout = (typeof LABEL_LAYOUTS)[number];

/** In which languages a label's few words are. */
export const LABEL_LANGUAGES = ["both", "zh", "en"] as const;

/** In which language a label's words are. */
export type LabelLanguage = (typeof LABEL_LANGUAGES)[number];

/** How many labels a sheet has. */
export const LABELS_A_SHEET: Readonly<Record<LabelLayout, number>> = { "a4-24": 24, "a4-8": 8 };

/** A label's content. What is unknown, or withheld from the reader, is null. */
export interface Label {
  /** Content of its QR code. */
  readonly address: string;
  readonly code: string;
  /** Where it is something else than the code. */
  readonly lot: string | null;
  readonly product: string | null;
  readonly gtin: string | null;
  /** A day. */
  readonly harvestDate: string | null;
  readonly producer: string | null;
  /** The number of the commitment certificate that its code carries, whose words then stand beside it. */
  readonly commitment: string | null;
  /** When the batch was created: the document's own date, so that the same label is the same bytes. */
  readonly createdAt: Date;
}

/** How labels are printed. */
export interface PrintOptions {
  readonly layout: LabelLayout;
  readonly language: LabelLanguage;
  /** How many of each label, one after another. */
  readonly copies: number;
  /** The batch that the document is called after, whose own date it has. */
  readonly of: Pick<Label, "code" | "createdAt">;
}

/** Lays labels out on sheets for printing. */
export interface LabelSheets {
  /** A PDF of as many sheets as the labels need, in their order. The same labels give the same bytes. */
  print(labels: readonly Label[], options: PrintOptions): Promise<Uint8Array>;
}
