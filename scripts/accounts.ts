/** `npm run accounts -- recover [KEY NAME]`: the accounts of a database that was lost, from keystore and chain. */
import { parseArgs } from "node:util";
import { readSettings } from "../config/settings.ts";
import { lostKeys } from "./accounts/lost-keys.ts";
import { accountLine, withDatabase } from "./accounts/open.ts";
import { evidenceLine, existingKeystore, lostKeysReport, recoverKey } from "./accounts/recover.ts";
import { CommandError, runCommand } from "./deploy/command-error.ts";

const USAGE = `Usage: npm run accounts -- recover            the keys that no account has, and what was done with them
       npm run accounts -- recover KEY NAME   give the key to the account of this username, which is new

  --from NUMBER   where to look for accounts from before keys had identifiers (default: 1; after a restored backup
                  account numbers went on a million further)`;

function parse() {
  try {
    const options = { from: { type: "string", default: "1" } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [command, key, name, ...rest] = positionals;
    if (command !== "recover" || rest.length > 0 || (key !== undefined && name === undefined)) throw new Error("");
    if (!/^[1-9]\d{0,8}$/.test(values.from)) throw new Error("--from takes an account's number");
    return { key, name, from: Number(values.from) };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n\n${USAGE}`.trim());
  }
}

async function main(): Promise<void> {
  const { key, name, from } = parse();
  const settings = readSettings();
  await withDatabase(settings, async (database) => {
    const keys = await existingKeystore(settings);
    if (key !== undefined && name !== undefined) {
      const { account, key: recovered } = await recoverKey(database, keys, key, name, from);
      console.log(`${accountLine(account)} acts as ${recovered.address} now: ${evidenceLine(recovered.evidence)}.`);
      return;
    }
    const cursor = await database.read.selectFrom("cursor").select("block_number").executeTakeFirst();
    const { unreadable } = keys.register.read();
    console.log(lostKeysReport(await lostKeys(database, keys, from), unreadable, cursor?.block_number));
  });
}

await runCommand(main, () => [process.env.CHAIN_RPC_URL, process.env.KEYSTORE_PASSPHRASE]);
