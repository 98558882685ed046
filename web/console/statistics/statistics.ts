/** Statistics as the API tells them. */

/** Something odd about the scans of one item. */
export interface Anomaly {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly message: string;
}

/** The statistics of a batch. */
export interface Statistics {
  readonly traceId: string;
  readonly batchCode: string;
  readonly totalScans: number;
  readonly uniqueScans: number;
  readonly scansByRegion: readonly { readonly region: string; readonly count: number }[];
  readonly scansByDevice: readonly { readonly device: string; readonly count: number }[];
  readonly scansByTime: readonly { readonly date: string; readonly count: number }[];
  readonly averageScanDuration: number;
  readonly certificateDownloads: number;
  readonly feedbackCount: number;
  readonly averageRating: number;
  readonly anomalies: readonly Anomaly[];
}
