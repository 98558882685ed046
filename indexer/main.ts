/** `npm run index`: the indexer, a process of its own. */
import { runProcess } from "../config/process.ts";
import { composeIndexer } from "./compose.ts";
import { startIndexer } from "./run.ts";

await runProcess(async () => {
  const options = await composeIndexer("indexer");
  const indexer = await startIndexer(options);
  return {
    done: indexer.done,
    async stop() {
      await indexer.stop();
      await options.database.close();
    },
  };
});
