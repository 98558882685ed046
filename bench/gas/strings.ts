/** The plain contract that keeps strings, compiled as ours is: same compiler, same settings. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { InterfaceAbi } from "ethers";
import hre from "hardhat";
import { digestOf, type Evm, gasOf, send } from "./evm.ts";
import type { Measurement } from "./report.ts";
import { codeOf } from "./trace.ts";

const NAME = "StringTrace";

/** What a short form says of a step: the words that our record document would hold. */
const WORDS =
  "Picked by hand in the morning, sorted by size, cooled to 4 degrees within two hours; " +
  "plot 12, North Orchard, Yantai; Golden Delicious; foreman Li Wei";

/** Deploy the contract and measure creation and steps, with a digest as text and with the words themselves. */
export async function measureStrings(evm: Evm): Promise<Measurement[]> {
  const { producer } = evm.accounts;
  const { abi, bytecode } = compile();
  const contract = await evm.deploy(abi, bytecode);
  const call = (verb: string, ...parameters: unknown[]) => ({ contract, from: producer, verb, parameters });

  await send(call("create", codeOf(0), "KGM", 1_500_000, digestOf("first")), 1);
  await send(call("addStep", codeOf(0), "harvest", digestOf("first step")), 1);
  const text = digestOf("a digest in hexadecimal");
  const how = { digest: "strings, the digest as text", words: `strings, ${WORDS.length} bytes of words` };
  return [
    { act: "creation", how: how.digest, gas: await gasOf(call("create", codeOf(1), "KGM", 1_500_000, text)) },
    { act: "step", how: how.digest, gas: await gasOf(call("addStep", codeOf(0), "harvest", text)) },
    { act: "creation", how: how.words, gas: await gasOf(call("create", codeOf(2), "KGM", 1_500_000, WORDS)) },
    { act: "step", how: how.words, gas: await gasOf(call("addStep", codeOf(0), "harvest", WORDS)) },
  ];
}

function compile(): { abi: InterfaceAbi; bytecode: string } {
  const solc = createRequire(import.meta.url)("solc");
  const settings = hre.config.solidity.profiles.default?.compilers[0]?.settings;
  const file = `${NAME}.sol`;
  const input = {
    language: "Solidity",
    sources: { [file]: { content: readFileSync(new URL(file, import.meta.url), "utf8") } },
    settings: { ...settings, outputSelection: { [file]: { [NAME]: ["abi", "evm.bytecode.object"] } } },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  if (output.errors?.length > 0) throw new Error(output.errors[0].formattedMessage);
  const { abi, evm } = output.contracts[file][NAME];
  return { abi, bytecode: `0x${evm.bytecode.object}` };
}
