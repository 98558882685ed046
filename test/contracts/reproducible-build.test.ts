import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";

/**
 * Whoever has the sources gets the bytes that are deployed: what an explorer's verification rests on. The compiler's
 * input is taken from `build-info`, the `solc` package compiles it once more in this process, and the sources that the
 * bytecode's metadata names are compared with those on disk.
 */
const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

const artifact = JSON.parse(read("artifacts/contracts/Trace.sol/Trace.json"));
const build = JSON.parse(read(`artifacts/build-info/${artifact.buildInfoId}.json`));

const solc = createRequire(import.meta.url)("solc");
const output = JSON.parse(solc.compile(JSON.stringify(inputFor(artifact.inputSourceName, artifact.contractName))));
const compiled = output.contracts[artifact.inputSourceName][artifact.contractName];
const sources = Object.keys(JSON.parse(compiled.metadata).sources);

/** The build's input, with the output of one contract only: what else is asked for does not touch its bytes. */
function inputFor(source: string, contract: string) {
  const wanted = ["abi", "metadata", "evm.bytecode.object", "evm.deployedBytecode.object"];
  const settings = { ...build.input.settings, outputSelection: { [source]: { [contract]: wanted } } };
  return { ...build.input, settings };
}

/** Where a source of the build is on disk: `project/contracts/…` or `npm/<package>@<version>/…`. */
function pathOf(source: string): string {
  return source.startsWith("project/")
    ? source.slice("project/".length)
    : source.replace(/^npm\/((?:@[^/]+\/)?[^@/]+)@[^/]+\//, "node_modules/$1/");
}

test("the build was made from the sources as they are on disk", () => {
  expect(sources.map(pathOf)).toContain("contracts/Trace.sol");
  for (const source of sources) expect(build.input.sources[source].content === read(pathOf(source)), source).toBe(true);
});

test("compiling the build's input again gives the same creation bytecode, runtime bytecode and ABI", () => {
  expect(solc.version()).toContain(`${build.solcVersion}+`);
  expect(`0x${compiled.evm.bytecode.object}` === artifact.bytecode, "creation bytecode").toBe(true);
  expect(`0x${compiled.evm.deployedBytecode.object}` === artifact.deployedBytecode, "runtime bytecode").toBe(true);
  expect(compiled.abi).toEqual(artifact.abi);
});

test("the compiler has nothing to warn of", () => {
  const messages = (output.errors ?? []).map((error: { formattedMessage: string }) => error.formattedMessage);
  expect(messages).toEqual([]);
});

test("the runtime bytecode is within the limit of 24,576 bytes", () => {
  expect((artifact.deployedBytecode.length - 2) / 2).toBeLessThanOrEqual(24_576);
});

test("off chain a wallet is asked with the gas that it has on chain: nothing is taken here and refused there", () => {
  const gasIn = (path: string) => /\bconstant WALLET_GAS = ([\d_]+);/.exec(read(path))?.[1];
  const onChain = gasIn("contracts/common/Signatures.sol");
  expect(onChain).toMatch(/^\d/);
  expect(gasIn("contracts/offchain/SignatureValidator.sol")).toBe(onChain);
});
