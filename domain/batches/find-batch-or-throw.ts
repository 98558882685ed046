import type { Account } from "../accounts/account.ts";
import { selvesOf } from "../accounts/selves-of.ts";
import type { Operation } from "../operations/outbox.ts";
import { isHolder } from "../roles/is-holder.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { batchIdOfTomato, batchIdPrefix, traceIdOf } from "../shared/identifiers.ts";
import { skeletonOf } from "../shared/skeleton.ts";
import type { Batch } from "./batch.ts";

/**
 * The batch with this public identifier. Throws `not-found` in the words of the traces document; also for a withdrawn
 * one, which is only found by its code.
 */
export async function findBatchOrThrow(services: Pick<Services, "mirror" | "outbox">, traceId: string): Promise<Batch> {
  const batch = await findBatchByTraceIdOrThrow(services, traceId);
  if (batch.status !== "withdrawn") return batch;
  throw noSuchTrace(traceId);
}

/** The same, also for a withdrawn one. */
export async function findBatchByTraceIdOrThrow(
  services: Pick<Services, "mirror" | "outbox">,
  traceId: string,
): Promise<Batch> {
  const batch = await services.mirror.batchByTraceId(traceId);
  if (batch) return batch;
  const prefix = batchIdPrefix(traceId);
  if (prefix) await throwIfUnderWay(services, prefix);
  throw noSuchTrace(traceId);
}

function noSuchTrace(traceId: string): DomainError {
  return new DomainError("not-found", "Trace batch not found", [
    { field: "traceId", message: `Trace with ID ${traceId.slice(0, 100)} does not exist` },
  ]);
}

/** An accepted batch is not unknown: a reorganisation may have just removed it, and it will come back. */
export async function throwIfUnderWay({ outbox }: Pick<Services, "outbox">, batchId: Hex): Promise<void> {
  if (await outbox.isCreationUnderWay(batchId)) {
    throw new DomainError("unavailable", "The batch is on its way to the chain: try again in a moment");
  }
}

/** A batch that an account holds, and the account as it may act on it. */
export interface OwnBatch {
  readonly batch: Batch;
  /** By its address and, if it bound a wallet, by its custodial one, whose key is here: the preferred one first. */
  readonly holders: readonly [Account, ...Account[]];
}

/**
 * A batch that the account holds: as its custodian, as that one's agent, or by the custodial address that it had before it
 * bound a wallet. Throws `not-found`, and `forbidden` for somebody else's.
 *
 * @param action The verb phrase in "You do not have permission to … this trace batch".
 */
export async function findOwnBatchOrThrow(
  services: Pick<Services, "keys" | "mirror" | "outbox">,
  account: Account,
  traceId: string,
  action: string,
): Promise<OwnBatch> {
  const batch = await findBatchOrThrow(services, traceId);
  const [first, ...others] = await holdersOf(services, account, batch);
  if (first) return { batch, holders: [first, ...others] };
  throw new DomainError("forbidden", `You do not have permission to ${action} this trace batch`);
}

/**
 * The same for a request that may be a repeated one: what the first of them brought to the chain is answered again, also to
 * who holds the batch no more. Throws as `findOwnBatchOrThrow`.
 */
export async function findOwnBatchOfRequest(
  services: Pick<Services, "keys" | "mirror" | "outbox">,
  account: Account,
  earlier: Operation | undefined,
  traceId: string,
  action: string,
): Promise<OwnBatch> {
  const batch = earlier?.chain ? await services.mirror.batchByTraceId(traceId) : undefined;
  if (!batch) return findOwnBatchOrThrow(services, account, traceId, action);
  // As it acted then: with the custodial address from before its wallet, say, other limits hold than with that.
  const self = selvesOf(services, account).find(({ address }) => address === earlier?.chain?.actor);
  return { batch, holders: [self ?? account] };
}

/**
 * The account as it holds the batch, the preferred way first: by its address, or by the custodial one that it had before it
 * bound a wallet, each as custodian or as that one's agent. Empty if it does not.
 */
export async function holdersOf(
  services: Pick<Services, "keys" | "mirror">,
  account: Account,
  batch: Batch,
): Promise<readonly Account[]> {
  const selves = selvesOf(services, account);
  const holding = await Promise.all(selves.map((self) => isHolder(services, self.address, batch.custodian)));
  return selves.filter((_, index) => holding[index]);
}

/**
 * The batch with this code, or of this tomato ID; where there is none, the first that was made with a code that looks
 * like it, which whoever asks is told by its `code`. Throws `not-found`.
 */
export async function findBatchByCodeOrThrow(
  services: Pick<Services, "batchId" | "mirror" | "outbox">,
  code: string,
): Promise<Batch> {
  const batch = await services.mirror.batchByCode(code);
  if (batch) return batch;
  const id = batchIdOfTomato(code);
  const tomato = id && (await services.mirror.batchByTraceId(traceIdOf(id)));
  if (tomato && tomato.id === id) return tomato;
  await throwIfUnderWay(services, id ?? services.batchId(code));
  const [meant] = await services.mirror.batchesLike(skeletonOf(code));
  if (meant) return meant;
  throw new DomainError("not-found", "Trace batch not found", [
    { field: "batchCode", message: `Trace with batch code ${code.slice(0, 100)} does not exist` },
  ]);
}
