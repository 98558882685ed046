import type { IntegrityReport } from "../domain/monitoring/integrity.ts";
import type { PrintedRecall } from "../domain/recalls/print-recall.ts";

/** Who runs this installation, and under which numbers it is filed in China; null for what is not set. */
export interface Host {
  readonly name: string | null;
  readonly contact: string | null;
  readonly icpNumber: string | null;
  readonly policeNumber: string | null;
  readonly blockchainNumber: string | null;
}

/** For whom a page is made, and what of. What is left out is the page's own, the same for everybody. */
export interface PageAbout {
  readonly language: "zh" | "en";
  readonly host: Host;
  /** The IANA name of the zone that moments are told in. */
  readonly timeZone: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly address?: string | undefined;
  readonly image?: string | undefined;
  /** What was found of the mirror, for the page that tells it. */
  readonly integrity?:
    | { readonly report: IntegrityReport; readonly chainId: number; readonly contract: string }
    | undefined;
  /** A recall with its batches, for the page to print. */
  readonly recall?: PrintedRecall | undefined;
  /** What became of a request for erasure that the privacy page's form sent: until when it is answered, or what is wrong. */
  readonly erasureRequest?:
    | {
        readonly dueOn?: string;
        readonly faults?: readonly string[];
        readonly fields?: Readonly<Record<string, string>>;
      }
    | undefined;
  /** What the start page tells developers; left out in production. */
  readonly development?: { readonly sandboxes: readonly string[] } | undefined;
  /** What went wrong, for the page that says so. */
  readonly failure?: { readonly status: number; readonly message: string; readonly requestId: string } | undefined;
}
