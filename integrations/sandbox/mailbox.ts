/** The development mailbox of an instance, for the programs of sandboxes. */
import { join } from "node:path";
import type { Message } from "../../domain/ports/messenger.ts";
import { migrate, openDatabase } from "../../store/database.ts";
import { mailboxRepository } from "../../store/repositories/messages.ts";
import type { RunningSandbox, SandboxSettings } from "./program.ts";

/** Start a sandbox that puts messages into the instance's mailbox, which `/dev/mailbox` shows. */
export async function withMailbox(
  { dataFolder }: SandboxSettings,
  start: (add: (message: Message) => Promise<void>) => Promise<RunningSandbox>,
): Promise<RunningSandbox> {
  const database = openDatabase(join(dataFolder, "suyuan.sqlite"));
  await migrate(database);
  const sandbox = await start(mailboxRepository(database).add);
  return {
    port: sandbox.port,
    async close() {
      await sandbox.close();
      await database.close();
    },
  };
}
