/** What every verb that writes a line has in common. */

import { digestsIn } from "../records/named-digests.ts";
import { documentText, parseDocument, type RecordDocument } from "../records/record-document.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { NONCE_WINDOW } from "./act.ts";
import type { Idempotency, Operation, Outbox, WritingAct } from "./outbox.ts";

/** What every act goes through on its way to the chain. */
export type SubmitServices = Pick<
  Services,
  "files" | "hashOf" | "housekeeping" | "now" | "objects" | "outbox" | "requests" | "seal" | "settings"
>;

/** How many operations of one account may wait for its wallet's signature. Each has a nonce, and the contract takes no more. */
const MAXIMUM_UNSIGNED = NONCE_WINDOW;

/** An accepted write. `result` is null while its line is still on its way, or waits for its actor's signature. */
export interface Written<T> {
  readonly operation: Operation;
  readonly result: T | null;
}

/** A request's idempotency key, and what the account's earlier request with it led to. */
export interface KeyedRequest extends Idempotency {
  /** The operation that was accepted for it; undefined if none was, or it was no write. */
  readonly earlier: Operation | undefined;
}

/**
 * The request's idempotency key, bound to the verb and what it was asked, and looked up once: it goes on as a value. Throws a `conflict` if the account used the
 * key for a request of another sort.
 */
export async function idempotencyOf(
  services: Pick<Services, "hashOf" | "outbox" | "requests">,
  context: Context,
  account: Actor,
  request: { readonly verb: string; readonly [part: string]: unknown },
): Promise<KeyedRequest | undefined> {
  if (context.idempotencyKey === null) return undefined;
  const idempotency = { key: context.idempotencyKey, requestHash: services.hashOf(request) };
  // The two stores are asked for each other's keys: a key means one thing to the account, whatever keeps it.
  await services.requests.find(account.id, idempotency);
  return { ...idempotency, earlier: await services.outbox.find(account.id, idempotency) };
}

/** Whose act an operation is: an account, as far as operations know it. */
export interface Actor {
  readonly id: number;
  /** Its address on chain. */
  readonly address: Hex;
  /** Whether this API signs for it. */
  readonly custody: "custodial" | "wallet";
}

/** A document, and the act whose digest it is. */
export interface PreparedAct {
  readonly document: RecordDocument;
  readonly restricted: boolean;
  /** The documents of the batches that it makes, and whether those are withheld where its own is not, or the other way. */
  readonly more?: readonly RecordDocument[];
  readonly restrictedMore?: boolean;
  /** The act, from the digests of its own document and of those others, in their order. */
  readonly act: (digest: Hex, more: readonly Hex[]) => WritingAct;
}

/**
 * Bring an act to the chain. The document is stored before the act is accepted, so that no line ever names a document
 * that was lost. With a key that was used before, nothing is prepared and the earlier operation is given.
 */
export async function submitAct(
  services: Pick<Services, "files" | "housekeeping" | "now" | "objects" | "outbox" | "seal" | "settings">,
  context: Context,
  account: Actor,
  idempotency: KeyedRequest | undefined,
  prepare: () => Promise<PreparedAct>,
): Promise<Operation> {
  const { outbox, settings } = services;
  let operation = idempotency?.earlier;
  if (!operation) {
    await requireFewUnsigned(services, account);
    const { document, more = [], restricted, restrictedMore = restricted, act } = await prepare();
    const sealed = [document, ...more].map((one) => sealedOf(services, one));
    for (const [index, one] of sealed.entries()) await store(services, one, index === 0 ? restricted : restrictedMore);
    const [digest, ...digests] = sealed.map((one) => one.digest) as [Hex, ...Hex[]];
    operation = await bring(outbox, account, act(digest, digests), idempotency);
  } else if (operation.state === "unsigned") {
    // What it was to sign may be good no more: another line may have come between.
    operation = await outbox.propose(account.id, account.address, operation.act as WritingAct, idempotency);
  }
  return settled({ outbox, settings }, context, operation);
}

/** An accepted operation as it is answered with: waited for, unless it has yet to be signed or nobody wants to wait. */
export async function settled(
  { outbox, settings }: Pick<Services, "outbox" | "settings">,
  { respondAsync }: Pick<Context, "respondAsync">,
  operation: Operation,
): Promise<Operation> {
  if (operation.state === "unsigned" || respondAsync) return operation;
  return outbox.settle(operation.id, settings.writeTimeout);
}

/** A document's bytes and digest. Throws `payload-too-large`: what nobody could read back is not written at all. */
function sealedOf({ seal }: Pick<Services, "seal">, document: RecordDocument) {
  const sealed = seal(document);
  if (parseDocument(documentText(sealed.bytes) ?? "")) return sealed;
  throw new DomainError("payload-too-large", "This is more than one record can hold");
}

async function store(
  { files, now, objects }: Pick<Services, "files" | "now" | "objects">,
  { bytes, digest }: { readonly bytes: Uint8Array; readonly digest: Hex },
  restricted: boolean,
): Promise<void> {
  // Before it is stored: from now on none of its files is anybody's orphan.
  if (!(await files.writing({ digest, size: bytes.length, digests: digestsIn(bytes) }, now()))) {
    throw new DomainError("unavailable", "A file that the record names is being taken away; store it again");
  }
  await objects.put(bytes, { restricted });
}

/** Throws `quota-exceeded` if the account's wallet has too much to sign before it is asked for more. */
export async function requireFewUnsigned(
  { housekeeping }: Pick<Services, "housekeeping">,
  { id, custody }: Actor,
): Promise<void> {
  if (custody !== "wallet" || (await housekeeping.unsigned(id)) < MAXIMUM_UNSIGNED) return;
  throw new DomainError(
    "quota-exceeded",
    `${MAXIMUM_UNSIGNED} operations of this account wait for its wallet's signature: 0 more may`,
  );
}

/** An account whose key is not here signs itself: the act is written down, and waits for that. */
function bring(
  outbox: Outbox,
  account: Actor,
  act: WritingAct,
  idempotency: Idempotency | undefined,
): Promise<Operation> {
  return account.custody === "wallet"
    ? outbox.propose(account.id, account.address, act, idempotency)
    : outbox.accept(account.id, act, idempotency);
}

/** 16 random bytes in hex: they keep a short document from being guessed from its digest. */
export function newSalt(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
