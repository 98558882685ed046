import type { Logger } from "pino";
import type { IntegrityReport } from "../domain/monitoring/integrity.ts";
import type { PageLanguage } from "../domain/names/language.ts";
import type { PrintedRecall } from "../domain/recalls/print-recall.ts";
import type { Services } from "../domain/services.ts";
import type { CrossOrigins } from "./http/cross-origin.ts";
import type { RequestContext } from "./http/env.ts";
import type { RateLimiter, RateLimits } from "./http/rate-limits.ts";
import type { Metrics } from "./metrics/metrics.ts";
import type { RpcLimits } from "./system/rpc.ts";

/** Whether a part works and, if not, why. */
export interface HealthCheck {
  readonly ok: boolean;
  readonly detail: string;
}

/** The parts that have to work. A check that throws counts as not working; its error is not shown. */
export interface HealthChecks {
  chain(): Promise<HealthCheck>;
  /** Whether the mirror is at the chain's head. */
  indexer(): Promise<HealthCheck>;
  /** Whether the database can be read. */
  database(): Promise<HealthCheck>;
  /** Whether the database can be written to. */
  writing(): Promise<HealthCheck>;
  /** Whether files and records can be stored. */
  storage(): Promise<HealthCheck>;
}

/** One JSON-RPC 2.0 request. */
export interface RpcRequest {
  readonly jsonrpc: "2.0";
  readonly id: string | number | null;
  readonly method: string;
  readonly params: readonly unknown[];
}

/** An asset of the pages, built beforehand. */
export interface WebFile {
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly etag: string;
  /** The same in other encodings. */
  readonly compressed: { readonly br: Uint8Array; readonly gzip: Uint8Array };
}

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
  readonly language: PageLanguage;
  readonly host: Host;
  /** The IANA name of the zone that moments are told in. */
  readonly timeZone: string;
  readonly title?: string;
  readonly description?: string;
  /** The page's own address. */
  readonly address?: string;
  /** A picture of what it is about. */
  readonly image?: string;
  /** What was found of the mirror, for the page that tells it. */
  readonly integrity?: { readonly report: IntegrityReport; readonly chainId: number; readonly contract: string };
  /** A recall with its batches, for the page to print. */
  readonly recall?: PrintedRecall;
  /** What became of a request for erasure that the privacy page's form sent: until when it is answered, or what is wrong. */
  readonly erasureRequest?: {
    readonly dueOn?: string;
    readonly faults?: readonly string[];
    readonly fields?: Readonly<Record<string, string>>;
  };
  /** What the start page tells developers; left out in production. */
  readonly development?: { readonly sandboxes: readonly string[] };
  /** What went wrong, for the page that says so. */
  readonly failure?: { readonly status: number; readonly message: string; readonly requestId: string };
}

/** A page: its HTML is made for each reader. */
export interface WebPage {
  readonly render: (about: PageAbout) => string;
}

/** What the application needs. */
export interface AppOptions {
  readonly services: Services;
  readonly health: HealthChecks;
  /**
   * Passes a request on to the node and gives its whole response object. Ends with the signal; throws
   * `payload-too-large` for an answer of more than `bytes`.
   */
  readonly rpc: (
    request: RpcRequest,
    bounds: { readonly signal: AbortSignal; readonly bytes: number },
  ) => Promise<unknown>;
  /** Limits on such requests, where they differ from the defaults. */
  readonly rpcLimits?: Partial<RpcLimits>;
  /** Pages and assets by their paths: `/t`, `/assets/…`; `/failure` is the page for whatever went wrong. */
  readonly web: ReadonlyMap<string, WebFile | WebPage>;
  /** Who runs the installation; nothing is told of it if left out. */
  readonly host?: Host;
  /** What WeChat asks to find at `/MP_verify_….txt` before it trusts the domain. */
  readonly wechatDomainVerification?: string | null;
  readonly logger: Logger;
  /** The largest attachment, in bytes; 10 MiB if left out. */
  readonly attachmentLimit?: number;
  /** The largest file that may be uploaded to presigned addresses, in bytes; 1 GiB if left out. */
  readonly uploadLimit?: number;
  /** Limits that differ from the defaults. */
  readonly rateLimits?: Partial<RateLimits>;
  /** How many proxies are in front of this server, each adding to `X-Forwarded-For`; none if left out. */
  readonly trustedProxies?: number;
  /** Pages of other origins that may read answers; none if left out. */
  readonly crossOrigins?: CrossOrigins;
  /** Figures for Prometheus; without them nothing is counted, and there is no `/metrics`. */
  readonly metrics?: Metrics;
  /** The token for reading them; null, or left out, to serve only this machine. */
  readonly metricsToken?: string | null;
}

/** What routes need. */
export interface RouteOptions {
  readonly services: Services;
  readonly health: HealthChecks;
  readonly limiter: RateLimiter;
  readonly attachmentLimit: number;
  /** How many proxies are in front of this server. */
  readonly trustedProxies: number;
  readonly uploadLimit: number;
  /** A page of what its reader alone is shown, in the reader's language. */
  readonly privatePage: (
    context: RequestContext,
    name: string,
    about: Omit<PageAbout, "language" | "host" | "timeZone">,
  ) => Response;
}
