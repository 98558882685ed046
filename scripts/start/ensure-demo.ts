import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadDemo } from "../../demo/load.ts";

/** Load the demonstration on first run. An interrupted run is resumed; a failure does not stop the rest. */
export async function ensureDemo(address: string, dataFolder: string, onStep: (text: string) => void): Promise<void> {
  const marker = join(dataFolder, "demo-loaded");
  const loaded = await access(marker).then(
    () => true,
    () => false,
  );
  if (loaded) return;
  try {
    await loadDemo(address, onStep);
    await writeFile(marker, new Date().toISOString());
  } catch (error) {
    onStep(`The demo could not be loaded (${(error as Error).message}); \`npm run demo\` tries again`);
  }
}
