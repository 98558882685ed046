import { sql } from "kysely";
import type { StorageUse } from "../../domain/files/upload-quota.ts";
import type { Executor } from "../shared/executor.ts";

const DAY = 24 * 60 * 60_000;

/**
 * What an account has stored and reserved. For use in a transaction that has already written: then nobody else can
 * reserve anything until it ends.
 */
export async function storageUse(executor: Executor, accountId: number, now: Date): Promise<StorageUse> {
  const at = now.getTime();
  const { rows } = await sql<{ [Column in keyof StorageUse]: number }>`
    with
      kept as (select count(*) as files, coalesce(sum(size), 0) as bytes
        from uploads where account_id = ${accountId} and named = 0),
      brought as (select coalesce(sum(size), 0) as bytes
        from uploads where account_id = ${accountId} and created_at > ${at - DAY}),
      announced as (select count(*) as files, coalesce(sum(size), 0) as bytes
        from uploads_pending where account_id = ${accountId} and state = 'pending'),
      sent as (select count(*) as files, coalesce(sum(bytes), 0) as bytes
        from upload_reservations where account_id = ${accountId} and expires_at > ${at})
    select
      kept.bytes + announced.bytes + sent.bytes as bytes,
      kept.files + announced.files + sent.files as files,
      brought.bytes + announced.bytes + sent.bytes as "dailyBytes",
      sent.files as "atOnce",
      announced.files as "underWay",
      (select coalesce(sum(bytes), 0) from upload_reservations where expires_at > ${at}) as "inMemory",
      (select coalesce(sum(bytes), 0) from upload_reservations where unapproved = 1 and expires_at > ${at})
        as "unapprovedInMemory",
      (select coalesce(sum(size), 0) from uploads where unapproved = 1 and named = 0)
        + (select coalesce(sum(size), 0) from uploads_pending where unapproved = 1 and state = 'pending')
        + (select coalesce(sum(bytes), 0) from upload_reservations where unapproved = 1 and expires_at > ${at})
        as "unapprovedTotal"
    from kept, brought, announced, sent`.execute(executor);
  return rows[0] as StorageUse;
}
