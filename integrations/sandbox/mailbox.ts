/** The development mailbox of an instance, for the programs of sandboxes. */
import { join } from "node:path";
import type { Message } from "../../domain/messages/messenger.ts";
import { type Database, openDatabase } from "../../store/database.ts";
import { mailboxRepository } from "../../store/messages/messages.ts";
import type { RunningSandbox, SandboxSettings } from "./program.ts";

/**
 * Start a sandbox that puts messages into the instance's mailbox, which `/dev/mailbox` shows. The database is opened
 * with the first message: its sender has already migrated it.
 */
export async function withMailbox(
  { dataFolder }: SandboxSettings,
  start: (add: (message: Message) => Promise<void>) => Promise<RunningSandbox>,
): Promise<RunningSandbox> {
  let database: Database | undefined;
  const sandbox = await start(async (message) => {
    // A backup may have been restored in its place.
    if (database?.file.state() === "replaced") {
      await database.close();
      database = undefined;
    }
    database ??= openDatabase(join(dataFolder, "suyuan.sqlite"));
    return mailboxRepository(database).add(message);
  });
  return {
    port: sandbox.port,
    async close() {
      await sandbox.close();
      await database?.close();
    },
  };
}
