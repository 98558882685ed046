/** The five dialects: one core in the words of five documents. */
import type { Application } from "../http/env.ts";
import type { Respond } from "../http/failure.ts";
import type { RouteOptions } from "../options.ts";
import { respondAccounts } from "./accounts/errors.ts";
import { ACCOUNTS_PREFIX, accountsDialect } from "./accounts/index.ts";
import { respondInspection } from "./inspection/errors.ts";
import { INSPECTION_PREFIXES, inspectionDialect } from "./inspection/index.ts";
import { respondOrders } from "./orders/errors.ts";
import { ORDERS_PATHS, ordersDialect } from "./orders/index.ts";
import { respondTomato } from "./tomato/errors.ts";
import { TOMATO_PREFIXES, tomatoDialect } from "./tomato/index.ts";
import { respondTraces } from "./traces/errors.ts";
import { TRACES_PREFIXES, tracesDialect } from "./traces/index.ts";

/** One dialect. */
export interface Dialect {
  readonly name: string;
  /** Of its OpenAPI document. */
  readonly title: string;
  /** In which language it tells what it ignored; that of the request if left out. */
  readonly language?: "zh";
  /**
   * Each path that equals or lies below one of these is the dialect's: a sub-application cannot answer for routes it
   * lacks.
   */
  readonly prefixes: readonly string[];
  /** How it expresses a failure. */
  readonly respond: Respond;
  routes(options: RouteOptions): Application;
}

/** All dialects. Where several could answer for a path, the longest prefix does. */
export const DIALECTS: readonly Dialect[] = [
  {
    name: "orders",
    title: "Orders: a wholesaler's orders and materials, for a WeChat mini program",
    language: "zh",
    prefixes: ORDERS_PATHS,
    respond: respondOrders,
    routes: ordersDialect,
  },
  {
    name: "traces",
    title: "Traces: batches, their events, and what the public may see",
    prefixes: TRACES_PREFIXES,
    respond: respondTraces,
    routes: tracesDialect,
  },
  {
    name: "accounts",
    title: "Accounts: registration, log-in and passwords",
    prefixes: [ACCOUNTS_PREFIX],
    respond: respondAccounts,
    routes: accountsDialect,
  },
  {
    name: "tomato",
    title: "Tomatoes 番茄溯源: harvest, processing, transport and evaluations",
    language: "zh",
    prefixes: TOMATO_PREFIXES,
    respond: respondTomato,
    routes: tomatoDialect,
  },
  {
    name: "inspection",
    title: "Inspection: batches of metadata, uploads, and verdicts on chain",
    prefixes: INSPECTION_PREFIXES,
    respond: respondInspection,
    routes: inspectionDialect,
  },
];

/** The dialect that answers for a path; undefined outside of all. */
export function dialectOf(path: string): Dialect | undefined {
  let found: { dialect: Dialect; length: number } | undefined;
  for (const dialect of DIALECTS) {
    for (const prefix of dialect.prefixes) {
      const covers = path === prefix || path.startsWith(`${prefix}/`);
      if (covers && prefix.length > (found?.length ?? -1)) found = { dialect, length: prefix.length };
    }
  }
  return found?.dialect;
}
