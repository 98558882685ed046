/** `npm run administrator -- add NAME | remove NAME | list`: who decides on others' roles besides the regulators. */
import { readSettings } from "../config/settings.ts";
import { administratorsRepository } from "../store/accounts/administrators.ts";
import { accountLine, accountNamed, withDatabase } from "./accounts/open.ts";
import { CommandError, runCommand } from "./deploy/command-error.ts";

const USAGE = `Usage: npm run administrator -- add NAME      the account of this username may decide on others' roles
       npm run administrator -- remove NAME   it may no longer
       npm run administrator -- list          who may`;

async function main(): Promise<void> {
  const [command, name, ...rest] = process.argv.slice(2);
  const isList = command === "list" && name === undefined;
  const isChange = (command === "add" || command === "remove") && name !== undefined;
  if ((!isList && !isChange) || rest.length > 0) throw new CommandError(USAGE);

  await withDatabase(readSettings(), async (database) => {
    const administrators = administratorsRepository(database);
    if (!isChange) {
      const list = await administrators.list();
      for (const { account, addedAt } of list) console.log(`${accountLine(account)}, since ${addedAt.toISOString()}`);
      if (list.length === 0) console.log("There is no administrator: regulators alone decide on roles.");
      return;
    }
    const account = await accountNamed(database, name);
    if (command === "add") {
      const isNew = await administrators.add(account.id, new Date());
      console.log(`${accountLine(account)} ${isNew ? "is an administrator now." : "was an administrator already."}`);
    } else {
      const wasOne = await administrators.remove(account.id, new Date());
      console.log(`${accountLine(account)} ${wasOne ? "is no administrator any more." : "was no administrator."}`);
    }
  });
}

await runCommand(main, () => []);
