import { sql } from "kysely";
import type { Database } from "../database.ts";

/** The counted states of operations. Final ones are the vast majority: counting them would read them all. */
export const COUNTED_STATES = ["unsigned", "waiting", "sent", "mined", "failed"] as const;

/** A write that has no line in the mirror. */
export interface UnfinishedOperation {
  readonly id: string;
  readonly state: string;
  /** When it was accepted. */
  readonly since: Date;
}

/** Requests for erasure that nobody answered in time. */
export interface OverdueRequests {
  readonly count: number;
  /** The one that should have been answered first, and by when; null where there is none. */
  readonly first: { readonly id: string; readonly dueAt: Date } | null;
}

/** The mirror's progress. */
export interface MirrorFigures {
  readonly block: number;
  /** In hexadecimal. */
  readonly blockHash: string;
  readonly lines: number;
  /** When it last stood at the head of the chain; null if it never did. */
  readonly syncedAt: Date | null;
}

/** Figures of the database for monitoring: each reads one row or an index. */
export interface Figures {
  /** How many operations are in each of `COUNTED_STATES`. */
  operations(): Promise<Readonly<Record<(typeof COUNTED_STATES)[number], number>>>;
  /** The oldest accepted operation without a line in the mirror, whatever its state. */
  oldestUnfinished(): Promise<UnfinishedOperation | undefined>;
  /** Requests for erasure that are open after their day. */
  overdueErasures(now: Date): Promise<OverdueRequests>;
  /** Undefined before the indexer has begun. */
  mirror(): Promise<MirrorFigures | undefined>;
  /** How many messages wait to be sent. */
  waitingMessages(): Promise<number>;
  /** The database's size in bytes, without what is still only in its log. */
  databaseSize(): Promise<number>;
}

/** The figures of a database. */
export function figuresOf({ read }: Pick<Database, "read">): Figures {
  return {
    async operations() {
      const rows = await read
        .selectFrom("operations")
        .select(["state", (column) => column.fn.countAll<number>().as("count")])
        .where("state", "in", COUNTED_STATES)
        .groupBy("state")
        .execute();
      const none = Object.fromEntries(COUNTED_STATES.map((state) => [state, 0]));
      return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])) } as never;
    },

    async oldestUnfinished() {
      const row = await read
        .selectFrom("operations")
        .select(["id", "state", "accepted_at"])
        .where("state", "in", ["waiting", "sent"])
        .orderBy("accepted_at")
        .limit(1)
        .executeTakeFirst();
      return row && { id: row.id, state: row.state, since: new Date(row.accepted_at ?? 0) };
    },

    async overdueErasures(now) {
      const row = await read
        .selectFrom("erasure_requests")
        .select(["id", "due_at", sql<number>`count(*) over ()`.as("count")])
        .where("status", "=", sql.lit("open"))
        .where("due_at", "<", now.getTime())
        .orderBy("due_at")
        .limit(1)
        .executeTakeFirst();
      return { count: Number(row?.count ?? 0), first: row ? { id: row.id, dueAt: new Date(row.due_at) } : null };
    },

    async mirror() {
      const row = await read
        .selectFrom("cursor")
        .select(["block_number", "block_hash", "line", "synced_at"])
        .executeTakeFirst();
      if (!row) return undefined;
      const { block_number: block, block_hash: blockHash, line: lines, synced_at } = row;
      return { block, blockHash, lines, syncedAt: synced_at > 0 ? new Date(synced_at) : null };
    },

    async waitingMessages() {
      const { count } = await read
        .selectFrom("outgoing_messages")
        .select((column) => column.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async databaseSize() {
      const size = sql<{
        bytes: number;
      }>`select page_count * page_size as bytes from pragma_page_count, pragma_page_size`;
      return Number((await size.execute(read)).rows[0]?.bytes ?? 0);
    },
  };
}
