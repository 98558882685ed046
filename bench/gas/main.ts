import { measureEas } from "./eas.ts";
import { startEvm } from "./evm.ts";
import { measureMulticalls } from "./multicalls.ts";
import { gasTable } from "./report.ts";
import { measureStrings } from "./strings.ts";
import { deployTrace, unmeasuredVerbs } from "./trace.ts";
import { measureVerbs } from "./verbs.ts";

/** `npm run bench -- gas`: every contender on one EVM. The figures are exact, and the same in each run. */
export async function gasReport(): Promise<string> {
  const evm = await startEvm();
  const trace = await deployTrace(evm);
  const ours = [...(await measureMulticalls(trace)), ...(await measureVerbs(trace))];
  const table = gasTable(ours, [...(await measureEas(evm)), ...(await measureStrings(evm))]);
  const left = unmeasuredVerbs(trace.contract.interface, ours);
  const note = left.length > 0 ? `\n\nNot measured here: ${left.map((name) => `\`${name}\``).join(", ")}.` : "";
  return `## Gas\n\n${table}${note}\n`;
}
