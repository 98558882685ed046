import { type Selectable, sql } from "kysely";
import type { Commitments, DrawnCommitment } from "../../domain/commitments/ports.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import { repeatedColumn } from "../shared/conflicts.ts";
import { type Ordering, paged, pageOfRows } from "../shared/keyset.ts";
import { containing } from "../shared/like.ts";
import type { CommitmentsTable } from "./tables.ts";

/** Whether a line on chain names the PDF: what was drawn up and never got there is nobody's promise. */
const ON_CHAIN = sql<boolean>`exists (
  select 1 from record_files join facts on facts.digest = record_files.digest
  where record_files.sha256 = commitments.sha256 and facts.batch_id = commitments.batch_id
    and facts.actor = commitments.actor and facts.event = 'Recorded' and facts.kind = 'commitment')`;

const LATEST_FIRST: Ordering = { name: "commitments", by: [sql.ref("commitments.id")], descending: true };

/** The index of commitments in SQL. */
export function commitmentsRepository({ read, write }: Pick<Database, "read" | "write">): Commitments {
  const all = () => read.selectFrom("commitments").selectAll();
  return {
    async add(commitment, texts) {
      const { number, batchId, sha256, accountId, actor, issuedAt } = commitment;
      const search = texts.join("\n").toLowerCase();
      const row = {
        number,
        batch_id: batchId,
        sha256,
        account_id: accountId,
        actor,
        issued_at: issuedAt.getTime(),
        search,
      };
      try {
        await write.insertInto("commitments").values(row).execute();
      } catch (error) {
        if (repeatedColumn(error) === undefined) throw error;
        throw new DomainError("conflict", "There is a commitment certificate of this number already", [], {
          cause: error,
        });
      }
    },

    async byNumber(number) {
      const row = await all().where("number", "=", number).executeTakeFirst();
      return row && commitmentOf(row);
    },

    async ofBatch(batchId, limit) {
      const rows = await all().where("batch_id", "=", batchId).orderBy("id", "desc").limit(limit).execute();
      return rows.map(commitmentOf);
    },

    async search(request) {
      let matching = read.selectFrom("commitments").where(ON_CHAIN);
      const { search } = request;
      if (search !== undefined) matching = matching.where(containing("commitments.search", search.toLowerCase()));
      const [found, count] = await Promise.all([
        paged(matching.selectAll(), LATEST_FIRST, request).execute(),
        matching.select((expression) => expression.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
      ]);
      const { rows, next } = pageOfRows(found, LATEST_FIRST, request);
      return { items: rows.map(commitmentOf), total: Number(count.total), next };
    },
  };
}

function commitmentOf(row: Selectable<CommitmentsTable>): DrawnCommitment {
  return {
    number: row.number,
    batchId: row.batch_id as Hex,
    sha256: row.sha256 as Hex,
    accountId: row.account_id,
    actor: row.actor as Hex,
    issuedAt: new Date(row.issued_at),
  };
}
