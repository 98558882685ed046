import type { Visitors } from "../../domain/scans/ports.ts";
import type { KeyedHash } from "../../domain/sessions/ports.ts";
import { randomToken } from "../../domain/sessions/secrets.ts";
import { isoDay } from "../../domain/shared/time.ts";
import type { Database } from "../database.ts";

const DAY = 24 * 3_600_000;

/**
 * Pseudonyms of a day's visitors: a keyed hash under a random salt that is overwritten when the day is over. From then
 * on nobody can link one to a visitor, nor try out all addresses, not even with this installation's keys.
 */
export function visitorsRepository({ read, write }: Pick<Database, "read" | "write">, keyedHash: KeyedHash): Visitors {
  let known: { readonly day: string; readonly salt: Promise<string> } | undefined;
  let timer: NodeJS.Timeout | undefined;

  /** The salt of the day, shared by all processes of the installation. */
  async function readSalt(day: string): Promise<string> {
    await write
      .insertInto("visitor_salt")
      .values({ id: 1, day, salt: randomToken() })
      .onConflict((conflict) =>
        conflict
          .column("id")
          .doUpdateSet((row) => ({ day: row.ref("excluded.day"), salt: row.ref("excluded.salt") }))
          .where("visitor_salt.day", "<", day),
      )
      .execute();
    const { salt } = await read.selectFrom("visitor_salt").select("salt").where("id", "=", 1).executeTakeFirstOrThrow();
    return salt;
  }

  function saltOf(at: Date): Promise<string> {
    const day = isoDay(at);
    if (known?.day === day) return known.salt;
    const salt = readSalt(day);
    known = { day, salt };
    // A salt that could not be read is read again.
    salt.catch(() => {
      if (known?.salt === salt) known = undefined;
    });
    clearTimeout(timer);
    // Deletes the day's salt even if there is no scan on the next day.
    const rest = DAY - (at.getTime() % DAY);
    timer = setTimeout(() => void saltOf(new Date(at.getTime() + rest)).catch(() => undefined), rest).unref();
    return salt;
  }

  return {
    async nameOf(at, subject, { address, userAgent }) {
      const hash = keyedHash("visitor of a day", await saltOf(at), isoDay(at), subject, address, userAgent);
      return hash.slice(0, 32);
    },
  };
}
