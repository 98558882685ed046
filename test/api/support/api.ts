/** The API on a real chain, indexer, database and storage, called within the process. */
import { createHash, generateKeyPairSync } from "node:crypto";
import canonicalize from "canonicalize";
import pino from "pino";
import { createApp } from "../../../api/app.ts";
import type { AppOptions } from "../../../api/options.ts";
import { custodialAddress, openKeystore } from "../../../chain/keystore.ts";
import { startOutbox } from "../../../chain/outbox/index.ts";
import { createRelayer } from "../../../chain/outbox/relayer.ts";
import type { Services } from "../../../domain/services.ts";
import { startIndexer } from "../../../indexer/run.ts";
import { httpForward } from "../../../integrations/node/forward.ts";
import { diskObjects } from "../../../integrations/objects/disk.ts";
import { mediaTypeOf } from "../../../integrations/objects/media-type.ts";
import { argon2Passwords } from "../../../integrations/passwords/argon2.ts";
import { joseTokens } from "../../../integrations/tokens/jose.ts";
import { sealDocument } from "../../../proof/document.ts";
import { batchId, sha256Hex } from "../../../proof/hash.ts";
import { migrate, openDatabase } from "../../../store/database.ts";
import { accountsRepository } from "../../../store/repositories/accounts.ts";
import { farmsRepository } from "../../../store/repositories/farms.ts";
import { mirrorRepository } from "../../../store/repositories/mirror.ts";
import { operationLog } from "../../../store/repositories/operations.ts";
import { productsRepository } from "../../../store/repositories/products.ts";
import { requestsRepository, uploadsRepository } from "../../../store/repositories/requests.ts";
import { startTestChain } from "../../support/chain.ts";
import { temporaryFolder } from "../../support/folder.ts";

export const PUBLIC_URL = "https://trace.example";

/** Limits that no test reaches unless it sets its own. */
const NO_LIMITS = Object.fromEntries(
  ["request", "logIn", "register", "write", "rpc"].map((name) => [name, { points: 1_000_000, seconds: 60 }]),
);

/** Start everything. `settings` and `app` override what the tests of this file need otherwise. */
export async function startApi(
  overrides: { settings?: Partial<Services["settings"]>; app?: Partial<AppOptions> } = {},
) {
  const folder = await temporaryFolder();
  const keys = await openKeystore(folder.path, "a passphrase for tests", { scryptCost: 2 });
  const chain = await startTestChain({ admin: keys.admin.address, registrar: keys.relayer });
  const database = openDatabase(`${folder.path}/suyuan.sqlite`);
  await migrate(database);
  const objects = await diskObjects(`${folder.path}/objects`);
  const logged: string[] = [];
  const logger = pino({ level: "info" }, { write: (line) => void logged.push(line) });
  const silent = pino({ level: "silent" });
  const finalBlock = async () => Math.max(0, (await chain.rpc.blockNumber()) - 3);
  const indexer = await startIndexer({
    rpc: chain.rpc,
    database,
    objects,
    deployment: chain,
    startBlock: chain.startBlock,
    finalBlock,
    pollInterval: 10,
    logger: silent,
  });
  const outbox = startOutbox({
    rpc: chain.rpc,
    keys,
    deployment: chain,
    log: operationLog(database.write),
    relayer: createRelayer(chain.rpc, keys.relayer, chain.chainId, chain.contract),
    logger: silent,
    finalBlock,
    repriceAfter: 60_000,
    mirroredBlock: async () =>
      (await database.read.selectFrom("cursor").select("block_number").executeTakeFirst())?.block_number ?? -1,
    pollInterval: 10,
  });
  const tokenKeys = { kid: "test", ...generateKeyPairSync("ed25519") };
  const services: Services = {
    accounts: accountsRepository(database),
    passwords: argon2Passwords(),
    tokens: joseTokens({ keys: tokenKeys, issuer: PUBLIC_URL, audience: "suyuan" }),
    keys: { addressOf: (id) => custodialAddress(keys, id) },
    products: productsRepository(database),
    farms: farmsRepository(database),
    mirror: mirrorRepository(database),
    objects,
    outbox,
    requests: requestsRepository(database),
    uploads: uploadsRepository(database),
    mediaTypeOf,
    seal: sealDocument,
    batchId,
    hashOf: (value) => sha256Hex(new TextEncoder().encode(canonicalize(value))),
    now: () => new Date(),
    settings: {
      registration: "open",
      publicUrl: PUBLIC_URL,
      writeTimeout: 20_000,
      chainId: chain.chainId,
      contract: chain.contract,
      publicRpcUrl: null,
      explorerUrl: null,
      ...overrides.settings,
    },
  };
  const fine = async () => ({ ok: true, detail: "ok" });
  const app = createApp({
    services,
    health: { chain: fine, indexer: fine, database: fine },
    rpc: httpForward(chain.url),
    web: new Map([
      ["/t", { body: new TextEncoder().encode("<!doctype html>"), contentType: "text/html", etag: '"page"' }],
      ["/assets/page.js", { body: new TextEncoder().encode("1"), contentType: "text/javascript", etag: '"js"' }],
    ]),
    logger,
    rateLimits: NO_LIMITS,
    ...overrides.app,
  });
  const client = clientOf(app);

  return {
    app,
    services,
    chain,
    database,
    folder: folder.path,
    logged,
    tokenKeys,
    silent,
    ...client,
    async close() {
      await outbox.stop();
      await indexer.stop();
      await database.close();
      await chain.close();
      await folder.close();
    },
  };
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

/** Calls of an application, and accounts on it. */
export function clientOf(app: ReturnType<typeof createApp>) {
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

/** SHA-256 in hex, by Node's own implementation. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
