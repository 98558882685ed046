import { randomUUID } from "node:crypto";
import { type Selectable, sql, type Transaction } from "kysely";
import type { Mailbox, Sealer } from "../../domain/messages/mailbox.ts";
import type { Message } from "../../domain/messages/messenger.ts";
import type { NewMessage, OutgoingMessage, OutgoingMessages } from "../../domain/messages/outgoing-messages.ts";
import type { Database } from "../database.ts";
import type { Tables } from "../tables.ts";
import type { OutgoingMessagesTable } from "./tables.ts";

/** How many messages the mailbox keeps. */
const MAILBOX_SIZE = 200;

/** The queue of messages in SQL. */
export function outgoingMessages({ write }: Pick<Database, "write">, sealer: Sealer): OutgoingMessages {
  const remove = async (id: string): Promise<void> => {
    await write.deleteFrom("outgoing_messages").where("id", "=", id).execute();
  };
  return {
    async take(now, limit, lease) {
      const rows = await write
        .updateTable("outgoing_messages")
        .set((column) => ({ attempts: column("attempts", "+", 1), not_before: now.getTime() + lease }))
        .where("number", "in", (from) =>
          from
            .selectFrom("outgoing_messages")
            .select("number")
            .where("not_before", "<=", now.getTime())
            .orderBy("number")
            .limit(limit),
        )
        .returningAll()
        .execute();
      const opened: OutgoingMessage[] = [];
      for (const row of rows) {
        const text = sealer.open(row.sealed);
        // Encrypted under another master key: it can never be read again.
        if (text === undefined) await remove(row.id);
        else opened.push({ ...entryOf(row), message: JSON.parse(text) as Message });
      }
      return opened;
    },

    remove,

    async postpone(id, until) {
      await write.updateTable("outgoing_messages").set({ not_before: until.getTime() }).where("id", "=", id).execute();
    },
  };
}

/** Queue a message, in the transaction that creates what it is about. Gives its id. */
export async function queueMessage(
  transaction: Transaction<Tables>,
  sealer: Sealer,
  { message, expiresAt }: NewMessage,
): Promise<string> {
  const id = randomUUID();
  await transaction
    .insertInto("outgoing_messages")
    .values({
      id,
      sealed: sealer.seal(JSON.stringify(message)),
      attempts: 0,
      not_before: 0,
      expires_at: expiresAt.getTime(),
    })
    .execute();
  return id;
}

/** A development instance's messages in SQL. */
export function mailboxRepository({ read, write }: Pick<Database, "read" | "write">): Mailbox {
  return {
    async add(message) {
      await write
        .insertInto("mailbox")
        .values({ message: JSON.stringify(message), created_at: Date.now() })
        .execute();
      await write
        .deleteFrom("mailbox")
        .where("number", "<=", sql<number>`(select max(number) from mailbox) - ${MAILBOX_SIZE}`)
        .execute();
    },

    async list() {
      const rows = await read.selectFrom("mailbox").selectAll().orderBy("number", "desc").limit(MAILBOX_SIZE).execute();
      return rows.map((row) => ({ message: JSON.parse(row.message) as Message, createdAt: new Date(row.created_at) }));
    },
  };
}

function entryOf(row: Selectable<OutgoingMessagesTable>) {
  return { id: row.id, attempts: row.attempts - 1, expiresAt: new Date(row.expires_at) };
}
