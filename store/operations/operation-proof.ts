/** What the mirror says of the outbox's operations. */
import { sql } from "kysely";
import type { OperationProof } from "../../domain/operations/operation-log.ts";
import type { Act, OperationState } from "../../domain/operations/outbox.ts";
import { failpoint } from "../../domain/shared/failpoint.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { type Role, roleConstant, roleSet } from "../../domain/shared/roles.ts";
import { keccak256Text } from "../../proof/hash.ts";
import type { Database } from "../database.ts";
import type { Tables } from "../tables.ts";
import { parseAct } from "./operation-rows.ts";

/** Where an operation's own line, or event, stands. */
interface Place {
  readonly block: number;
  /** Null where the operation's end is reached without an event of its own: a role that was held already. */
  readonly transaction: string | null;
}

/** An operation that is not done, or whose being done is not final. */
interface Unsettled {
  readonly id: string;
  readonly state: OperationState;
  readonly lineBlock: number | null;
  readonly lineTransaction: string | null;
  readonly place: Place | undefined;
}

/** The proof side of the operation log. */
export function operationProof({ read, write }: Pick<Database, "read" | "write">): OperationProof {
  const cursor = () => read.selectFrom("cursor").selectAll().executeTakeFirst();
  /** Operations that had no place at the last look, and what the mirror was then: nothing is read twice for one state. */
  let seen = "";
  /** The number of the operation that the audit has come to: the newest are looked at first. */
  let audited = Number.MAX_SAFE_INTEGER;

  /** Those without a final place whose lines the mirror may have; of failed ones those that may still land. */
  async function unsettledLines(): Promise<Unsettled[]> {
    const rows = await read
      .selectFrom("operations")
      .leftJoin("facts", (join) =>
        join
          .onRef("facts.digest", "=", "operations.digest")
          .onRef("facts.batch_id", "=", "operations.batch_id")
          .on((expression) =>
            expression.or([
              expression("operations.actor", "is", null),
              expression("facts.actor", "=", expression.ref("operations.actor")),
            ]),
          ),
      )
      .select([
        "operations.id",
        "operations.state",
        "operations.line_block",
        "operations.line_transaction",
        "facts.block_number",
        "facts.transaction_hash",
      ])
      .where("operations.digest", "is not", null)
      .where((expression) =>
        expression.or([
          expression("operations.state", "in", ["waiting", "sent", "mined"]),
          expression.and([
            expression("operations.state", "=", "failed"),
            expression("operations.id", "in", heldByOpenTransactions()),
          ]),
        ]),
      )
      .orderBy("operations.number")
      .orderBy("facts.seq")
      .execute();
    const first = rows.filter((row, index) => rows[index - 1]?.id !== row.id);
    return first.map((row) => ({
      id: row.id,
      state: row.state as OperationState,
      lineBlock: row.line_block,
      lineTransaction: row.line_transaction,
      place:
        row.block_number === null
          ? undefined
          : { block: row.block_number, transaction: row.transaction_hash as string },
    }));
  }

  const heldByOpenTransactions = () =>
    read
      .selectFrom("transaction_operations")
      .innerJoin("transactions", "transactions.id", "transaction_operations.transaction_id")
      .select("transaction_operations.operation_id")
      .where("transactions.state", "=", "open");

  /** Grants of roles write no line: their event counts, or that the role is held. */
  async function unsettledGrants(block: number): Promise<Unsettled[]> {
    const rows = await read
      .selectFrom("operations")
      .select(["id", "state", "act", "line_block", "line_transaction"])
      .where("digest", "is", null)
      .where("state", "in", ["waiting", "sent", "mined"])
      .execute();
    const unsettled: Unsettled[] = [];
    for (const row of rows) {
      const act = parseAct(row.act);
      if (act.verb !== "grantRole") continue;
      unsettled.push({
        id: row.id,
        state: row.state as OperationState,
        lineBlock: row.line_block,
        lineTransaction: row.line_transaction,
        place: (await eventOfGrant(row.id, act)) ?? (await heldSince(act, row.line_block ?? block)),
      });
    }
    return unsettled;
  }

  async function eventOfGrant(id: string, { role, address }: { role: Role; address: Hex }): Promise<Place | undefined> {
    const events = await read
      .selectFrom("transaction_operations")
      .innerJoin("transactions", "transactions.id", "transaction_operations.transaction_id")
      .innerJoin("facts", "facts.transaction_hash", "transactions.hash")
      .select(["facts.args", "facts.block_number", "facts.transaction_hash"])
      .where("transaction_operations.operation_id", "=", id)
      .where("facts.batch_id", "is", null)
      .where("facts.event", "=", "RoleGranted")
      .execute();
    const topic = keccak256Text(roleConstant(role));
    const own = events.find(({ args }) => {
      const granted = JSON.parse(args) as { role?: unknown; account?: unknown };
      return granted.role === topic && granted.account === address;
    });
    return own && { block: own.block_number, transaction: own.transaction_hash };
  }

  async function heldSince({ role, address }: { role: Role; address: Hex }, block: number): Promise<Place | undefined> {
    const row = await read
      .selectFrom("account_roles")
      .select("current")
      .where("address", "=", address)
      .executeTakeFirst();
    return row && row.current & roleSet(role) ? { block, transaction: null } : undefined;
  }

  /** A role that was granted may have been revoked since; that it was ever held stays. */
  async function wasEverHeld(act: Act): Promise<boolean> {
    if (act.verb !== "grantRole") return false;
    const row = await read
      .selectFrom("account_roles")
      .select("ever")
      .where("address", "=", act.address)
      .executeTakeFirst();
    return ((row?.ever ?? 0) & roleSet(act.role)) !== 0;
  }

  /** As if they had just been sent: the mirror decides anew, and what brought them may land again. */
  const lookAgain = (ids: readonly string[]) =>
    write.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("operations")
        .set({ state: "mined", error: null, error_code: null, updated_at: Date.now() })
        .where("id", "in", [...ids])
        .where("state", "in", ["mined", "final", "failed"])
        .execute();
      await transaction
        .updateTable("transactions")
        .set({ state: "open", closed_block: null })
        .where("id", "in", (expression) =>
          expression
            .selectFrom("transaction_operations")
            .select("transaction_id")
            .where("operation_id", "in", [...ids]),
        )
        .execute();
    });

  /** The mirror went back behind what it called final: what was done there is looked at anew. */
  async function reopen(finalBlock: number): Promise<void> {
    const behind = await read
      .selectFrom("operations")
      .select("id")
      .where("state", "=", "final")
      .where("line_block", ">", finalBlock)
      .limit(1)
      .executeTakeFirst();
    const closed = await read
      .selectFrom("transactions")
      .select("id")
      .where("closed_block", ">", finalBlock)
      .limit(1)
      .executeTakeFirst();
    if (!behind && !closed) return;
    await write.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("operations")
        .set({ state: "mined" })
        .where("state", "=", "final")
        .where("line_block", ">", finalBlock)
        .execute();
      await transaction
        .updateTable("transactions")
        .set({ state: "open", closed_block: null })
        .where("closed_block", ">", finalBlock)
        .execute();
    });
  }

  return {
    async mirror() {
      const row = await cursor();
      return (
        row && {
          block: row.block_number,
          blockHash: row.block_hash as Hex,
          finalBlock: row.final_block,
          isComplete: row.synced_at > 0,
        }
      );
    },

    async settle() {
      const position = await cursor();
      if (!position) return;
      const isComplete = position.synced_at > 0;
      const { mark } = await read
        .selectFrom("operations")
        .select(sql<string>`coalesce(max(updated_at), 0) || '/' || count(*)`.as("mark"))
        .where("state", "in", ["waiting", "sent", "mined"])
        .executeTakeFirstOrThrow();
      const state = [position.generation, position.final_block, isComplete, mark].join();
      if (state === seen) return;
      if (isComplete) await reopen(position.final_block);

      const unsettled = [...(await unsettledLines()), ...(await unsettledGrants(position.block_number))];
      const changes = unsettled.flatMap((operation) => changeOf(operation, position.final_block, isComplete));
      if (changes.length === 0) {
        seen = state;
        return;
      }
      failpoint("outbox:before-settle");
      await write.transaction().execute(async (transaction) => {
        for (const { id, from, ...to } of changes) {
          await transaction
            .updateTable("operations")
            .set({ ...to, updated_at: Date.now() })
            .where("id", "=", id)
            .where("state", "=", from)
            .execute();
        }
      });
      failpoint("outbox:after-settle");
    },

    async audit(limit) {
      const position = await cursor();
      if (!position || position.synced_at === 0) return [];
      const rows = await read
        .selectFrom("operations")
        .leftJoin("facts", (join) =>
          join.onRef("facts.digest", "=", "operations.digest").onRef("facts.batch_id", "=", "operations.batch_id"),
        )
        .select(["operations.id", "operations.number", "operations.act", "operations.digest", "facts.line"])
        .where("operations.state", "=", "final")
        .where("operations.number", "<", audited)
        .orderBy("operations.number", "desc")
        .limit(limit)
        .execute();
      audited = rows.length < limit ? Number.MAX_SAFE_INTEGER : (rows.at(-1)?.number ?? 0);
      const lost: string[] = [];
      for (const { id, act, digest, line } of rows) {
        if (digest === null ? !(await wasEverHeld(parseAct(act))) : line === null) lost.push(id);
      }
      if (lost.length === 0) return lost;
      // What the mirror said then may have been a moment of its being made anew: only one that still is the same counts.
      const again = await cursor();
      if (again?.generation !== position.generation) return [];
      await lookAgain(lost);
      return lost;
    },

    lookAgain,

    async lineCount(batchId) {
      const row = await read.selectFrom("batches").select("seq").where("id", "=", batchId).executeTakeFirst();
      return row?.seq ?? 0;
    },

    async blockOfLine(batchId, seq) {
      const row = await read
        .selectFrom("facts")
        .select("block_number")
        .where("batch_id", "=", batchId)
        .where("seq", "=", seq)
        .executeTakeFirst();
      return row?.block_number;
    },
  };
}

type Change = { id: string; from: OperationState } & Partial<{
  [Column in "state" | "line_block" | "line_transaction" | "error" | "error_code"]: Tables["operations"][Column];
}>;

/** What the mirror changes of an operation. An incomplete mirror proves what it has, not what it has not. */
function changeOf(operation: Unsettled, finalBlock: number, isComplete: boolean): Change[] {
  const { id, state: from, place } = operation;
  if (!place) {
    // Back to `sent`: whoever looks after transactions finds out whether it still is in one under way.
    if (from !== "mined" || !isComplete) return [];
    return [{ id, from, state: "sent", line_block: null, line_transaction: null }];
  }
  const state = place.block <= finalBlock ? "final" : "mined";
  const isKnown =
    from === state && operation.lineBlock === place.block && operation.lineTransaction === place.transaction;
  if (isKnown) return [];
  const noError = from === "failed" ? { error: null, error_code: null } : {};
  return [{ id, from, state, line_block: place.block, line_transaction: place.transaction, ...noError }];
}
