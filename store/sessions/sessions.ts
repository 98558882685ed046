import type { Transaction } from "kysely";
import type { NewRefreshToken, Refreshed, RefreshUse, Session, Sessions } from "../../domain/sessions/ports.ts";
import type { Database } from "../database.ts";
import type { Tables } from "../tables.ts";

/** How many sessions an account may have: beyond that, the least recently used ones end. */
const MAXIMUM_SESSIONS = 100;

/** How many used refresh tokens of a session are remembered: older ones are unknown. */
const USED_TOKENS_KEPT = 100;

/**
 * The sessions in SQL. `reused` is called for each session that ends because one of its refresh tokens was used twice.
 */
export function sessionsRepository(
  { read, write }: Pick<Database, "read" | "write">,
  reused: (accountId: number) => void,
): Sessions {
  return {
    open: (session, token, at) =>
      write.transaction().execute(async (transaction) => {
        await transaction.deleteFrom("sessions").where("expires_at", "<", at.getTime()).execute();
        await transaction
          .insertInto("sessions")
          .values({
            id: session.id,
            account_id: session.accountId,
            token_version: session.tokenVersion,
            created_at: at.getTime(),
            used_at: at.getTime(),
            expires_at: token.expiresAt.getTime(),
          })
          .execute();
        await insertToken(transaction, session.id, token);
        await transaction
          .deleteFrom("sessions")
          .where("id", "in", (from) =>
            from
              .selectFrom("sessions")
              .select("id")
              .where("account_id", "=", session.accountId)
              .orderBy("used_at", "desc")
              .orderBy("created_at", "desc")
              .limit(-1)
              .offset(MAXIMUM_SESSIONS),
          )
          .where("id", "!=", session.id)
          .execute();
      }),

    async isOpen(id) {
      const row = await read.selectFrom("sessions").select("id").where("id", "=", id).executeTakeFirst();
      return row !== undefined;
    },

    async refresh(use) {
      const refreshed = await write.transaction().execute(async (transaction) => {
        // The first statement writes: from here on no other process uses the token.
        const used = await transaction
          .updateTable("refresh_tokens")
          .set({
            used_at: use.at.getTime(),
            successor: use.successor.hash,
            nonce: use.nonce,
            request: use.request,
          })
          .where("hash", "=", use.hash)
          .where("used_at", "is", null)
          .where("expires_at", ">", use.at.getTime())
          .returning("session_id")
          .executeTakeFirst();
        return used ? followed(transaction, used.session_id, use) : usedBefore(transaction, use);
      });
      if (refreshed.outcome === "reused") reused(refreshed.accountId);
      return refreshed;
    },

    async end(id) {
      await write.deleteFrom("sessions").where("id", "=", id).execute();
    },
  };
}

async function followed(
  transaction: Transaction<Tables>,
  sessionId: string,
  { successor, nonce, at }: RefreshUse,
): Promise<Refreshed> {
  await transaction.deleteFrom("refresh_tokens").where("expires_at", "<", at.getTime()).execute();
  await insertToken(transaction, sessionId, successor);
  await transaction
    .deleteFrom("refresh_tokens")
    .where("hash", "in", (from) =>
      from
        .selectFrom("refresh_tokens")
        .select("hash")
        .where("session_id", "=", sessionId)
        .where("used_at", "is not", null)
        .orderBy("used_at", "desc")
        .limit(-1)
        .offset(USED_TOKENS_KEPT),
    )
    .execute();
  await transaction
    .updateTable("sessions")
    .set({ used_at: at.getTime(), expires_at: successor.expiresAt.getTime() })
    .where("id", "=", sessionId)
    .execute();
  return { outcome: "rotated", session: await sessionOf(transaction, sessionId), nonce, at };
}

async function usedBefore(
  transaction: Transaction<Tables>,
  { hash, request, graceSince }: RefreshUse,
): Promise<Refreshed> {
  const token = await transaction
    .selectFrom("refresh_tokens as token")
    .leftJoin("refresh_tokens as next", "next.hash", "token.successor")
    .select(["token.session_id", "token.used_at", "token.nonce", "token.request", "next.used_at as next_used_at"])
    .where("token.hash", "=", hash)
    .where("token.used_at", "is not", null)
    .executeTakeFirst();
  if (token?.used_at == null || token.nonce === null) return { outcome: "unknown" };
  const isRecent = token.used_at > graceSince.getTime();
  if ((isRecent || (request !== null && token.request === request)) && token.next_used_at === null) {
    const session = await sessionOf(transaction, token.session_id);
    return { outcome: "repeated", session, nonce: token.nonce, at: new Date(token.used_at) };
  }
  // A tab that is late by a whole refresh: it has to read what the others have, and they go on.
  if (isRecent) return { outcome: "unknown" };
  const { accountId } = await sessionOf(transaction, token.session_id);
  await transaction.deleteFrom("sessions").where("id", "=", token.session_id).execute();
  return { outcome: "reused", accountId };
}

async function sessionOf(transaction: Transaction<Tables>, id: string): Promise<Session> {
  const row = await transaction.selectFrom("sessions").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  return { id, accountId: row.account_id, tokenVersion: row.token_version };
}

async function insertToken(
  transaction: Transaction<Tables>,
  sessionId: string,
  { hash, expiresAt }: NewRefreshToken,
): Promise<void> {
  await transaction
    .insertInto("refresh_tokens")
    .values({ hash, session_id: sessionId, expires_at: expiresAt.getTime() })
    .execute();
}
