/**
 * `npm run verify-source -- --network NAME [--on etherscan,blockscout,sourcify] [--out FOLDER]`
 *
 * Publishes the sources of the recorded deployment, so that anybody can read on an explorer what runs. Exits with 0 if
 * every service has verified them.
 */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { getAddress } from "ethers";
import { deploymentFile, isDeployed, readDeployment } from "../chain/deployment.ts";
import { CONSORTIUM } from "../config/networks.ts";
import { loadSettingFiles, PROJECT_FOLDER } from "../config/settings.ts";
import { CommandError, runCommand } from "./deploy/command-error.ts";
import { openTarget, rpcSecrets } from "./deploy/target.ts";
import { chooseServices } from "./verify-source/services.ts";

const USAGE = "Usage: npm run verify-source -- --network NAME [--on etherscan,blockscout,sourcify] [--out FOLDER]";

async function main(): Promise<void> {
  loadSettingFiles();
  const values = readParameters();
  const target = await openTarget(values.network, process.env);
  const services = chooseServices(values.on, target, process.env);

  // npm runs us in the project's folder; a relative path is relative to where the command was typed.
  const folder = values.out ? resolve(process.env.INIT_CWD ?? PROJECT_FOLDER, values.out) : PROJECT_FOLDER;
  const record = await readDeployment([folder], target.chainId);
  if (!record) {
    throw new CommandError(
      `There is no ${deploymentFile(folder, target.chainId)}: run npm run deploy -- --network ${target.network.name} first`,
    );
  }
  if (!(await isDeployed(target.rpc, record.address))) {
    throw new CommandError(`Chain ${target.chainId} has no contract at ${record.address}`);
  }

  // Hardhat reads its configuration when it is imported: only now is it known what it has to be.
  process.env.BUILD_FOLDER = join(resolve(PROJECT_FOLDER, process.env.DATA_DIR || "data"), "deploy");
  process.env.HARDHAT_NETWORK = target.network.name;
  if (target.network.name === CONSORTIUM) process.env.CONSORTIUM_CHAIN_ID = String(target.chainId);
  const { verifySource } = await import("./verify-source/verify.ts");
  const failures = await verifySource(record, services);
  for (const failure of failures) console.error(failure);
  const verified = services.length - failures.length;
  console.log(`\n${getAddress(record.address)}: verified by ${verified} of ${services.length} services`);
  if (failures.length > 0) process.exitCode = 1;
}

function readParameters() {
  try {
    const text = { type: "string" } as const;
    return parseArgs({ options: { network: text, on: text, out: text } }).values;
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

await runCommand(main, () => [process.env.ETHERSCAN_API_KEY?.trim(), ...rpcSecrets(process.env)]);
