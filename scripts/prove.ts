/**
 * `npm run prove`: a solver proves the arithmetic on quantities, for all numbers and any sequence of takes, and then
 * has to refute it for faulty variants of the library. Needs z3 (`apt-get install z3`); says so, and succeeds, without
 * it.
 */
import { check, countAssertions, type Finding, HAS_SOLVER, readLibrary } from "./prove/solver.ts";
import { CHECKED, change, MUTATIONS } from "./prove/variants.ts";

const NOTICE = "Skipped: there is no z3 here, so the mass balance was not proved. On Debian: apt-get install z3";

/** Prints the findings; true if everything is proved, every assertion included. */
async function isProved(findings: readonly Finding[]): Promise<boolean> {
  for (const { verdict, what, code, place } of findings) {
    console.log(`${verdict === "proved" ? "✓" : "✗"} ${verdict}: ${code} (${what.replace(/^CHC: /, "")} ${place})`);
  }
  const assertions = findings.filter(({ code }) => code.startsWith("assert(")).length;
  const expected = await countAssertions();
  if (assertions !== expected) console.log(`✗ ${assertions} of ${expected} assertions were looked at`);
  return expected > 0 && assertions === expected && findings.every(({ verdict }) => verdict === "proved");
}

/** Proves the library with Solidity's checks on as well, that is, that its subtraction never underflows. */
async function proveUnchecked(library: string): Promise<boolean> {
  const underflow = (await check(change(library, CHECKED))).find(({ what }) => what.startsWith("CHC: Underflow"));
  const proved = underflow?.verdict === "proved";
  console.log(`${proved ? "✓ proved" : "✗ unproved"}: the unchecked ${underflow?.code ?? "part"} never underflows`);
  return proved;
}

/** True if every mutation is refuted, with a counterexample. */
async function refuteMutations(library: string): Promise<boolean> {
  let survivors = 0;
  for (const mutation of MUTATIONS) {
    const refuted = (await check(change(library, mutation))).filter(({ verdict }) => verdict === "refuted").length;
    if (refuted === 0) survivors++;
    const mark = refuted > 0 ? "✓ refuted" : "✗ NOT refuted";
    console.log(`${mark}: “${mutation.to}” for “${mutation.from}” (${refuted} targets)`);
  }
  return survivors === 0;
}

async function main(): Promise<void> {
  if (!HAS_SOLVER) {
    console.log(NOTICE);
    return;
  }
  const library = await readLibrary();
  // All of them, even after a failure: further failures help to find the cause.
  const results = [await isProved(await check(library)), await proveUnchecked(library), await refuteMutations(library)];
  if (results.includes(false)) process.exitCode = 1;
}

await main();
