import type { Transaction } from "kysely";
import type { Idempotency } from "../../domain/operations/outbox.ts";
import type { Requests } from "../../domain/operations/requests.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { Database } from "../database.ts";
import type { Executor } from "../shared/executor.ts";
import type { Tables } from "../tables.ts";

/** The results of requests. */
export function requestsRepository({ write }: Pick<Database, "write">): Requests {
  return {
    find: (accountId, idempotency) => findRequest(write, accountId, idempotency),
    async known(accountId, key) {
      const row = await write
        .selectFrom("requests")
        .select("made")
        .where("account_id", "=", accountId)
        .where("idempotency_key", "=", key)
        .executeTakeFirst();
      return row !== undefined;
    },
    remember: (accountId, idempotency, made) => keepRequest(write, accountId, idempotency, made),
  };
}

/**
 * Store what a request creates, in the transaction that creates it. Gives the id of what an earlier request with this
 * key created: then nothing is to be created. Throws a `conflict` if that request was a different one.
 */
export async function claimRequest(
  transaction: Transaction<Tables>,
  accountId: number,
  idempotency: Idempotency,
  made: string,
): Promise<string | undefined> {
  const earlier = await findRequest(transaction, accountId, idempotency);
  if (earlier === undefined) await keepRequest(transaction, accountId, idempotency, made);
  return earlier;
}

async function findRequest(
  executor: Executor,
  accountId: number,
  { key, requestHash }: Idempotency,
): Promise<string | undefined> {
  const row = await executor
    .selectFrom("requests")
    .select(["request_hash", "made"])
    .where("account_id", "=", accountId)
    .where("idempotency_key", "=", key)
    .executeTakeFirst();
  if (row && row.request_hash !== requestHash) {
    throw new DomainError("conflict", "This Idempotency-Key was used for another request");
  }
  return row?.made;
}

async function keepRequest(
  executor: Executor,
  accountId: number,
  idempotency: Idempotency,
  made: string,
): Promise<void> {
  await executor
    .insertInto("requests")
    .values({
      account_id: accountId,
      idempotency_key: idempotency.key,
      request_hash: idempotency.requestHash,
      made,
      created_at: Date.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
