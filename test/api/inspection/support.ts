/** What tests of the inspection document share. */
import { type HDNodeWallet, Wallet } from "ethers";
import { createApp } from "../../../api/app.ts";
import type { AppOptions } from "../../../api/options.ts";
import type { Services } from "../../../domain/services.ts";
import { type Api, type Call, clientOf, sha256 } from "../support/api.ts";

/** A password that may be set. */
export const PASSWORD = "Secret123";

/** How the dialect writes hashes and times. */
export const HASH = /^0x[0-9a-f]{64}$/;
/** The identifier of a batch. */
export const BATCH_ID = /^trace-[0-9a-f]{32}$/;

/** The smallest file that begins as a PDF does. */
export const PDF = new TextEncoder().encode("%PDF-1.7\n%\u00b5\u00b6\n1 0 obj <<>> endobj");

let count = 0;

/** A new account of a role in the document's words, logged in. */
export async function join(api: Api, role?: string) {
  const email = `${(role ?? "nobody").toLowerCase()}-${++count}@example.com`;
  const registered = await api.call("POST", "/auth/register", { body: { email, password: PASSWORD, role } });
  if (registered.status !== 201) throw new Error(registered.text);
  const { body } = await api.call("POST", "/auth/login", { body: { email, password: PASSWORD } });
  return {
    email,
    token: body.access_token as string,
    user: body.user as { id: string; email: string; role: string | null; wallet: string | null },
  };
}

/** What `join` gives. */
export type Member = Awaited<ReturnType<typeof join>>;

/** What an upload is asked for by. */
export function announcement(bytes: Uint8Array, change: object = {}) {
  return {
    filename: "report.pdf",
    content_type: "application/pdf",
    size: bytes.length,
    sha256: sha256(bytes),
    ...change,
  };
}

/** The path and query of an address of ours. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** Stores a report as the document has it, and gives its address. */
export async function report(api: Api, token: string, bytes: Uint8Array = PDF, change: object = {}): Promise<string> {
  const { status, body, text } = await api.call("POST", "/upload", { token, body: announcement(bytes, change) });
  if (status !== 200) throw new Error(text);
  const put = await api.call(body.method, pathOf(body.upload_url), { body: bytes, headers: body.headers });
  if (put.status !== 200) throw new Error(put.text);
  return body.file_url as string;
}

/** A batch of a producer's. */
export async function newBatch(api: Api, token: string, metadata: object = { name: "Tomato" }) {
  const { status, body, text } = await api.call("POST", "/batches", { token, body: { metadata } });
  if (status !== 201) throw new Error(text);
  return body;
}

/** What binds a wallet: a challenge, signed. */
export async function signedChallenge(api: Api, token: string, wallet: Wallet | HDNodeWallet, address?: string) {
  const asked = await api.call("POST", "/auth/wallet/challenge", {
    token,
    body: { address: address ?? wallet.address },
  });
  if (asked.status !== 200) throw new Error(asked.text);
  const { message } = asked.body;
  return { address: address ?? wallet.address, message, signature: await wallet.signMessage(message) };
}

/** Binds a wallet. */
export async function bind(api: Api, token: string, body: object, call: Call = {}) {
  return api.call("POST", "/auth/wallet", { token, body, ...call });
}

/** Another application over the same parts, but for some. */
export function appWith(api: Api, services: Partial<Services>, options: Partial<AppOptions> = {}) {
  return clientOf(
    createApp({
      services: { ...api.services, ...services },
      health: {} as never,
      rpc: async () => ({}),
      web: new Map(),
      logger: { info() {}, warn() {}, error() {} } as never,
      ...options,
    }),
  );
}

/** A wallet that nobody has yet. */
export function newWallet(): Wallet {
  return new Wallet(Wallet.createRandom().privateKey);
}

/** What the core knows of a member. */
export async function accountOf(api: Api, email: string) {
  const account = await api.services.accounts.byIdentifier(email);
  if (!account) throw new Error("no such account");
  return account;
}

/** What is wrong with the first field at fault. */
export function detailOf(body: { errors?: { detail: string }[] }): string | undefined {
  return body.errors?.[0]?.detail;
}
