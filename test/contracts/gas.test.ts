import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { startEvm } from "../../bench/gas/evm.ts";
import { measureMulticalls } from "../../bench/gas/multicalls.ts";
import { unmeasuredDemands } from "../../bench/gas/report.ts";
import { deployTrace, unmeasuredVerbs } from "../../bench/gas/trace.ts";
import { measureVerbs } from "../../bench/gas/verbs.ts";

/**
 * What every verb costs, directly and brought, as receipts say, against the committed snapshot: a change in gas is a line
 * in the diff. `UPDATE_SNAPSHOT=1` rewrites it. The figures are exact, because accounts, contents, times and their order
 * are always the same; where lines or readings share a transaction, they are for one of these.
 */
const snapshot = new URL("gas.snapshot.json", import.meta.url);

test("every act costs exactly what the committed snapshot says", async () => {
  const trace = await deployTrace(await startEvm());
  const measured = [...(await measureMulticalls(trace)), ...(await measureVerbs(trace))];
  const figures = Object.fromEntries(measured.map(({ how, gas }) => [how.replace(/^Suyuan |`/g, ""), gas]));
  expect(Object.keys(figures)).toHaveLength(measured.length);
  expect(unmeasuredVerbs(trace.contract.interface, measured)).toEqual([]);
  expect(unmeasuredDemands(measured)).toEqual([]);
  if (process.env.UPDATE_SNAPSHOT === "1") writeFileSync(snapshot, `${JSON.stringify(figures, null, 2)}\n`);
  expect(figures).toEqual(JSON.parse(readFileSync(snapshot, "utf8")));
});
