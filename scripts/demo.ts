/** `npm run demo [-- --api URL]`: load the demonstration journeys into a running instance. */
import { parseArgs } from "node:util";
import { readSettings } from "../config/settings.ts";
import { DemoError } from "../demo/http.ts";
import { DEMO_CODES } from "../demo/journeys.ts";
import { loadDemo } from "../demo/load.ts";

try {
  const { values } = parseArgs({ options: { api: { type: "string" } } });
  const { host, port } = readSettings();
  const address = (values.api ?? `http://${host}:${port}`).replace(/\/+$/, "");
  await loadDemo(address, (text) => console.error(`· ${text} …`));
  for (const code of DEMO_CODES) console.log(`${address}/t/${code}`);
} catch (error) {
  const { message, cause } = error as Error & { cause?: { code?: string } };
  if (error instanceof DemoError) console.error(message);
  else if (cause?.code === "ECONNREFUSED")
    console.error("No instance answers there: run `npm start`, or give --api URL");
  else console.error(message);
  process.exitCode = 1;
}
