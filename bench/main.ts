/**
 * `npm run bench [-- gas|index|recall|verify …]`: what things cost, as ratios between contenders that run side by side in this
 * very run. Tables go to standard output as Markdown, everything else to standard error.
 */
import { machine } from "./machine.ts";

const BENCHMARKS: Readonly<Record<string, () => Promise<string>>> = {
  gas: async () => (await import("./gas/main.ts")).gasReport(),
  index: async () => (await import("./index/main.ts")).indexReport(),
  recall: async () => (await import("./recall/main.ts")).recallReport(),
  verify: async () => (await import("./verify/main.ts")).verifyReport(),
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in BENCHMARKS));
if (unknown !== undefined) {
  console.error(`There is no benchmark ${unknown}: choose from ${Object.keys(BENCHMARKS).join(", ")}`);
  process.exit(2);
}

console.log(`${machine()}\n`);
for (const name of asked.length > 0 ? asked : Object.keys(BENCHMARKS)) {
  console.log(await (BENCHMARKS[name] as () => Promise<string>)());
}
process.exit(0);
