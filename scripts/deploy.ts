/**
 * `npm run deploy -- --network NAME …`
 *
 * Deploys the contract, at the same address on every chain, and records what an auditor needs. A second run finds the
 * deployment and changes nothing.
 */
import { join, relative, resolve } from "node:path";
import { getAddress } from "ethers";
import { explorerLink } from "../config/networks.ts";
import { loadSettingFiles, PROJECT_FOLDER } from "../config/settings.ts";
import { runCommand } from "./deploy/command-error.ts";
import { findDeployer } from "./deploy/deployer.ts";
import { readOptions } from "./deploy/options.ts";
import { openTarget, rpcSecrets } from "./deploy/target.ts";

const OUTCOMES = {
  planned: "Nothing was sent: this was a dry run.",
  deployed: "Deployed.",
  found: "It is there already: nothing was changed.",
  recorded: "It is there already: only the file was written anew.",
} as const;

async function main(): Promise<void> {
  loadSettingFiles();
  const options = readOptions(process.argv.slice(2), process.env);
  const dataFolder = resolve(PROJECT_FOLDER, process.env.DATA_DIR || "data");
  // npm runs us in the project's folder; a relative path is relative to where the command was typed.
  const folder = options.out ? resolve(process.env.INIT_CWD ?? PROJECT_FOLDER, options.out) : PROJECT_FOLDER;
  const target = await openTarget(options.network, process.env);
  const deployer = await findDeployer(dataFolder, process.env);

  const say = (name: string, value: string) => console.log(`${name.padEnd(12)}${value}`);
  say("Network", `${target.network.title} (chain ${target.chainId})`);
  // Hardhat reads its configuration when it is imported: only now is it known where to build.
  process.env.BUILD_FOLDER = join(dataFolder, "deploy");
  const [{ default: hre }, { deploy }] = await Promise.all([import("hardhat"), import("./deploy/deploy.ts")]);
  const result = await deploy(options, target, deployer, hre, folder, say);

  if (result.record) {
    say("Address", getAddress(result.record.address));
    say("Transaction", `${result.record.transactionHash} in block ${result.record.startBlock}`);
  }
  const link = result.address && explorerLink(target.network, getAddress(result.address));
  say("Explorer", link ?? "none known: give CONSORTIUM_EXPLORER_URL");
  if (result.file) say("Written", relative(process.cwd(), result.file));
  console.log(`\n${OUTCOMES[result.outcome]}`);
  if (result.record) console.log(`Next: npm run verify-source -- --network ${target.network.name}`);
}

await runCommand(main, () => [
  process.env.DEPLOYER_PRIVATE_KEY?.trim(),
  process.env.REGISTRAR_KEY?.trim(),
  ...rpcSecrets(process.env),
]);
