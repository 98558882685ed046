/**
 * `npm run reconcile`: check every accepted write against the chain, and repair wrong states.
 *
 *     npm run reconcile                 while the instance runs, or while it is stopped
 *     npm run reconcile -- --dry-run    only report; exits with 1 if anything is wrong
 */
import { parseArgs } from "node:util";
import { composeIndexer } from "../indexer/compose.ts";
import { runCommand } from "./deploy/command-error.ts";
import { FINDINGS, type Finding } from "./reconcile/compare.ts";
import { reconcile } from "./reconcile/reconcile.ts";

/** How many operations are listed per kind. */
const NAMED = 20;

await runCommand(
  async () => {
    const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
    const isDryRun = values["dry-run"];
    const options = await composeIndexer("reconcile");
    let printedAt = 0;
    const report = await reconcile({
      ...options,
      isDryRun,
      onProgress(block, head) {
        if (Date.now() - printedAt < 2_000) return;
        printedAt = Date.now();
        console.error(`· block ${block} of ${head}`);
      },
    });
    await options.database.close();
    for (const finding of Object.keys(FINDINGS) as Finding[]) {
      const ids = report[finding];
      if (ids.length === 0) continue;
      console.log(`${String(ids.length).padStart(7)}  ${FINDINGS[finding]}`);
      if (finding !== "lost" && finding !== "untold" && finding !== "doubled") continue;
      for (const id of ids.slice(0, NAMED)) console.log(`         ${id}`);
      if (ids.length > NAMED) console.log(`         and ${ids.length - NAMED} more`);
    }
    const wrong = report.lost.length + report.untold.length + report.doubled.length;
    console.log(wrong === 0 ? "Every accepted write is as it was told." : `${wrong} are not as they were told.`);
    if (wrong > 0 && isDryRun) console.log("Nothing was changed. Without --dry-run they are handed to the outbox.");
    if (report.doubled.length > 0 || (wrong > 0 && isDryRun)) process.exitCode = 1;
  },
  () => [process.env.CHAIN_RPC_URL],
);
