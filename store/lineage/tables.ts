/** Projection: what batches were made of. A row a batch that went into another, by the line that says so. */
export interface LineageEdgesTable {
  line: number;
  parent: string;
  child: string;
  /** `split` or `transformation`. */
  kind: string;
  /** Decimal text: thousandths of the parent's unit that went in; of a transformation into all that came out together. */
  quantity: string;
}
