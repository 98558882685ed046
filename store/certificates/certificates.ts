import type { Selectable } from "kysely";
import type { Certificates, DrawnCertificate } from "../../domain/certificates/ports.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Database } from "../database.ts";
import { repeatedColumn } from "../shared/conflicts.ts";
import type { CertificatesTable } from "./tables.ts";

/** The index of certificates in SQL. */
export function certificatesRepository({ read, write }: Pick<Database, "read" | "write">): Certificates {
  const all = () => read.selectFrom("certificates").selectAll();
  return {
    async add(certificate) {
      const { number, batchId, sha256, accountId, actor, issuedAt } = certificate;
      try {
        await write
          .insertInto("certificates")
          .values({ number, batch_id: batchId, sha256, account_id: accountId, actor, issued_at: issuedAt.getTime() })
          .execute();
      } catch (error) {
        if (repeatedColumn(error) === undefined) throw error;
        throw new DomainError("conflict", "There is a certificate of this number already", [], { cause: error });
      }
    },

    async byNumber(number) {
      const row = await all().where("number", "=", number).executeTakeFirst();
      return row && certificateOf(row);
    },

    async bySha256(sha256) {
      const row = await all().where("sha256", "=", sha256).executeTakeFirst();
      return row && certificateOf(row);
    },

    async ofBatch(batchId) {
      const rows = await all().where("batch_id", "=", batchId).orderBy("issued_at").orderBy("number").execute();
      return rows.map(certificateOf);
    },
  };
}

function certificateOf(row: Selectable<CertificatesTable>): DrawnCertificate {
  return {
    number: row.number,
    batchId: row.batch_id as Hex,
    sha256: row.sha256 as Hex,
    accountId: row.account_id,
    actor: row.actor as Hex,
    issuedAt: new Date(row.issued_at),
  };
}
