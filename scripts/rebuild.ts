/** `npm run rebuild`: delete everything that the mirror derived from the chain, and derive it again. */
import { composeIndexer } from "../indexer/compose.ts";
import { rebuildProjections } from "../indexer/rebuild.ts";

try {
  const options = await composeIndexer("rebuild");
  const lines = await rebuildProjections(options, (line) => console.error(`· ${line} lines`));
  await options.database.close();
  console.log(`The mirror was rebuilt from the chain: ${lines} lines.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
