/** The WeChat sandbox, a process of its own. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SANDBOX_CREDENTIALS } from "../credentials.ts";
import { runSandbox } from "../program.ts";
import type { KeptMessage, MessageStore } from "./messages.ts";
import { startWechatSandbox } from "./server.ts";

await runSandbox(({ where, dataFolder }) =>
  startWechatSandbox({ ...where, ...SANDBOX_CREDENTIALS.wechat, store: fileStore(join(dataFolder, "sandbox")) }),
);

/** Messages in a file of the data folder, so that they are still there after the next start. */
function fileStore(folder: string): MessageStore {
  const file = join(folder, "wechat-messages.json");
  return {
    load() {
      try {
        return JSON.parse(readFileSync(file, "utf8")) as KeptMessage[];
      } catch {
        // None yet, or unreadable: losing a sandbox's messages does not matter.
        return [];
      }
    },
    save(messages) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(messages));
      renameSync(`${file}.new`, file);
    },
  };
}
