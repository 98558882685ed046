/** `npm run index`: the indexer, a process of its own. */
import { tellWaiting, untilItWorks } from "../config/patience.ts";
import { runProcess } from "../config/process.ts";
import { tellGone, watchFile } from "../store/watch-file.ts";
import { composeIndexer } from "./compose.ts";
import { startIndexer } from "./run.ts";

await runProcess(async (stopping) => {
  const options = await composeIndexer("indexer", stopping);
  const { logger, database } = options;
  const indexer = await untilItWorks(() => startIndexer(options), {
    signal: stopping,
    tell: tellWaiting(logger, "for the chain's node and the database"),
  });
  const file = watchFile(database.file, tellGone(logger, database.file));
  return {
    done: Promise.race([indexer.done, file.replaced]),
    async stop() {
      file.stop();
      await indexer.stop();
      await database.close();
    },
  };
});
