/** `npm run index`: the indexer, a process of its own. */
import { logWaiting, untilItWorks } from "../config/patience.ts";
import { runProcess } from "../config/process.ts";
import { logGone, watchFile } from "../store/watch-file.ts";
import { composeIndexer } from "./compose.ts";
import { startIndexer } from "./run.ts";

await runProcess(async (stopping) => {
  const options = await composeIndexer("indexer", stopping);
  const { logger, database } = options;
  const indexer = await untilItWorks(() => startIndexer(options), {
    signal: stopping,
    onWaiting: logWaiting(logger, "for the chain's node and the database"),
  });
  const file = watchFile(database.file, logGone(logger, database.file));
  return {
    done: Promise.race([indexer.done, file.replaced]),
    async stop() {
      file.stop();
      await indexer.stop();
      await database.close();
    },
  };
});
