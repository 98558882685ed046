/** The API in a world of real parts, called within the process. */
import { createHash } from "node:crypto";
import pino from "pino";
import type { createApp } from "../../../api/app.ts";
import { DEFAULT_RATE_LIMITS } from "../../../api/http/rate-limits.ts";
import type { WebFile, WebPage } from "../../../api/options.ts";
import { administratorsRepository } from "../../../store/accounts/administrators.ts";
import { startWorld, type WorldOptions } from "../../support/world.ts";
import { type Conformance, conformanceOf } from "./conformance.ts";

/** Where the API believes that it is reached from outside. */
export const PUBLIC_URL = "https://trace.example";

/** Limits that no test reaches unless it sets its own. */
export const NO_LIMITS = Object.fromEntries(
  [...Object.keys(DEFAULT_RATE_LIMITS), "route"].map((name) => [name, { points: 1_000_000, seconds: 60 }]),
);

const encode = (text: string) => new TextEncoder().encode(text);

/** A script of the pages. */
export const PAGE_SCRIPT = {
  body: encode("1"),
  contentType: "text/javascript",
  etag: '"script"',
  compressed: { br: encode("br"), gzip: encode("gzip") },
};

/** Start a world with what tests of the API need: no limits, a log to look into, and pages. */
export async function startApi(options: WorldOptions = {}) {
  const logged: string[] = [];
  const world = await startWorld({
    ...options,
    settings: { publicUrl: PUBLIC_URL, ...options.settings },
    app: {
      logger: pino({ level: "info" }, { write: (line) => void logged.push(line) }),
      rateLimits: NO_LIMITS,
      web: new Map<string, WebFile | WebPage>([
        ["/t", { render: () => "<!doctype html>" }],
        ["/assets/page.js", PAGE_SCRIPT],
      ]),
      ...options.app,
    },
  });
  return { ...world, ...clientOf(world.app), logged };
}

/** A running API. */
export type Api = Awaited<ReturnType<typeof startApi>>;

/** A request in short. */
export interface Call {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** An answer in short. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into JSON of any shape
  body: any;
}

/** Calls of an application, and accounts on it. Each answer has to be as it is documented. */
export function clientOf(app: ReturnType<typeof createApp>) {
  let conformance: Promise<Conformance> | undefined;

  async function call(method: string, path: string, { token, body, headers = {} }: Call = {}): Promise<Answer> {
    const raw = body instanceof Uint8Array || typeof body === "string";
    const response = await app.request(path, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body !== undefined && !raw ? { "content-type": "application/json" } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
    });
    const text = await response.text();
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      parsed = undefined;
    }
    conformance ??= conformanceOf(app);
    const fault = (await conformance)(method, path, response.status, response.headers.get("content-type"), parsed);
    if (fault) throw new Error(fault);
    return { status: response.status, headers: response.headers, text, body: parsed };
  }

  let count = 0;
  /** A new account of a role in the accounts dialect's words, logged in. */
  async function account(role = "supplier", name?: string) {
    const username = `${role}-${++count}`;
    const password = "Secret123";
    const registered = await call("POST", "/api/auth/register", {
      body: { username, email: `${username}@example.com`, password, role, ...(name ? { name } : {}) },
    });
    if (registered.status !== 201) throw new Error(registered.text);
    const { body } = await call("POST", "/api/auth/login", { body: { username, password } });
    return {
      username,
      password,
      token: body.access_token as string,
      user: body.user as { id: number; address: string },
    };
  }

  return { call, account };
}

/** The custodial key of an account. */
export async function keyOf({ keys, services }: Pick<Api, "keys" | "services">, accountId: number) {
  const account = await services.accounts.byId(accountId);
  if (!account) throw new Error(`there is no account ${accountId}`);
  return keys.account(account.keyId);
}

/** Make an account an administrator, as the command on the machine does. */
export async function makeAdministrator({ database }: Pick<Api, "database">, accountId: number): Promise<void> {
  await administratorsRepository(database).add(accountId, new Date());
}

/** SHA-256 in hex, by Node's own implementation. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
