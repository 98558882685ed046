import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";

/**
 * Whoever has the sources gets the bytes that are deployed: what an explorer's verification rests on. The compiler's
 * input is taken from `build-info`, the sources in it are compared with those on disk, and the `solc` package compiles
 * it once more in this process.
 */
const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

const artifact = JSON.parse(read("artifacts/contracts/Trace.sol/Trace.json"));
const build = JSON.parse(read(`artifacts/build-info/${artifact.buildInfoId}.json`));
const sources = Object.entries(build.input.sources as Record<string, { content: string }>);

/** Where a source of the build is on disk: `project/contracts/…` or `npm/<package>@<version>/…`. */
function pathOf(source: string): string {
  return source.startsWith("project/")
    ? source.slice("project/".length)
    : source.replace(/^npm\/((?:@[^/]+\/)?[^@/]+)@[^/]+\//, "node_modules/$1/");
}

test("the build was made from the sources as they are on disk", () => {
  expect(sources.map(([source]) => pathOf(source))).toContain("contracts/Trace.sol");
  for (const [source, { content }] of sources) expect(content === read(pathOf(source)), source).toBe(true);
});

test("compiling the build's input again gives the same creation bytecode, runtime bytecode and ABI", () => {
  const solc = createRequire(import.meta.url)("solc");
  expect(solc.version()).toContain(`${build.solcVersion}+`);

  const output = JSON.parse(solc.compile(JSON.stringify(build.input)));
  const compiled = output.contracts[artifact.inputSourceName][artifact.contractName];
  expect(output.errors ?? []).toEqual([]); // not even a warning
  expect(`0x${compiled.evm.bytecode.object}`).toBe(artifact.bytecode);
  expect(`0x${compiled.evm.deployedBytecode.object}`).toBe(artifact.deployedBytecode);
  expect(compiled.abi).toEqual(artifact.abi);
}, 120_000);

test("the runtime bytecode is within the limit of 24,576 bytes", () => {
  expect((artifact.deployedBytecode.length - 2) / 2).toBeLessThanOrEqual(24_576);
});
