import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context as HonoContext, MiddlewareHandler } from "hono";
import type { Account } from "../../domain/accounts/account.ts";
import type { Warning } from "./warnings.ts";

/** What middleware passes on to handlers. */
export interface Env {
  Variables: {
    requestId: string;
    /** Who is signed in; absent or null for nobody. */
    account?: Account | null;
    /** The session that its token is of, if any. */
    sessionId?: string | null;
    /** The request's JSON, once it was read. */
    json?: unknown;
    /** What a route has to warn of by itself. */
    warnings?: readonly Warning[];
    /** Where the host is, and in which language warnings are told. */
    place: { readonly timeZone: string; readonly language: "en" | "zh" };
  };
}

/** A request under way. */
export type RequestContext = HonoContext<Env>;
/** A middleware or handler. */
export type Middleware = MiddlewareHandler<Env>;
/** An application or a dialect's part of it. */
export type Application = OpenAPIHono<Env>;
