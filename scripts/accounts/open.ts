/** Shared start of the commands on accounts. They work whether or not the instance runs. */
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Settings } from "../../config/settings.ts";
import type { Account } from "../../domain/accounts/account.ts";
import { onTerminal } from "../../domain/shared/foreign-text.ts";
import { accountOf } from "../../store/accounts/accounts.ts";
import { type Database, migrate, openDatabase } from "../../store/database.ts";
import { CommandError } from "../deploy/command-error.ts";
import { nearNames } from "./near-names.ts";

/** Open the installation's database for `work`. Throws a CommandError where there is none. */
export async function withDatabase<T>(
  { dataFolder }: Pick<Settings, "dataFolder">,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const file = join(dataFolder, "suyuan.sqlite");
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (!exists) throw new CommandError(`There is no database in ${dataFolder}: run \`npm start\` first`);
  const database = openDatabase(file);
  try {
    await migrate(database);
    return await work(database);
  } finally {
    await database.close();
  }
}

/** The account with this username. Throws a CommandError with suggestions if there is none. */
export async function accountNamed({ read }: Database, name: string): Promise<Account> {
  const username = name.trim().normalize("NFKC");
  const row = await read.selectFrom("accounts").selectAll().where("username", "=", username).executeTakeFirst();
  if (row) return accountOf(row);
  const usernames = await read.selectFrom("accounts").select("username").execute();
  const near = nearNames(
    username,
    usernames.map((each) => each.username),
  );
  const hint =
    near.length > 0
      ? `: did you mean ${near.join(" or ")}?`
      : ": it has to be registered first, and is named as it logs in";
  throw new CommandError(`There is no account with the username ${username}${hint}`);
}

/** An account in a line, with enough to recognise it. */
export function accountLine({ id, username, name, email, phone, createdAt }: Account): string {
  const contact = email ?? phone ?? "no contact";
  const called = name === username ? "" : `, called ${onTerminal(name)}`;
  return `${username} (account ${id}${called}, ${onTerminal(contact)}, registered on ${createdAt.toISOString().slice(0, 10)})`;
}
