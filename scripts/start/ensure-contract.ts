/** The contract of this installation: the recorded one, or a new one if the chain has none. */
import { fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  compilerInputFile,
  type DeploymentRecord,
  deploymentFile,
  isDeployed,
  readDeployment,
  writeDeployment,
} from "../../chain/deployment.ts";
import type { Keys } from "../../chain/keystore.ts";
import type { Rpc } from "../../chain/rpc.ts";
import { deploymentOn } from "../../config/find-deployment.ts";
import { endedForMemory } from "../../config/memory.ts";
import { PROJECT_FOLDER } from "../../config/settings.ts";
import type { DeployRequest } from "./deploy-contract.ts";
import { StartError } from "./start-error.ts";

/** What finding or deploying the contract needs. */
export interface ContractOptions {
  readonly rpc: Rpc;
  readonly rpcUrl: string;
  readonly keys: Keys;
  readonly dataFolder: string;
  /** Whether this is our own local chain, on which money can be minted. */
  readonly local: boolean;
  readonly production: boolean;
}

const LOCAL_BALANCE = "0x21e19e0c9bab2400000"; // 10,000 ether

/** Find the contract, or deploy it. Throws a StartError if the chain is not the recorded one. */
export async function ensureContract(options: ContractOptions): Promise<DeploymentRecord> {
  const { rpc, keys, dataFolder } = options;
  const chainId = Number(await rpc.call<string>("eth_chainId", []));
  const officers = options.local
    ? { admin: keys.admin().address, registrar: keys.registrar.address }
    : { admin: keys.relayer.address, registrar: keys.relayer.address };
  if (options.local) {
    for (const address of [keys.relayer.address, ...Object.values(officers)]) {
      await rpc.call("anvil_setBalance", [address, LOCAL_BALANCE]);
    }
  }

  const known = options.local ? await readDeployment([dataFolder], chainId) : await deploymentOn(options, chainId);
  if (known) {
    if (await isDeployed(rpc, known.address)) {
      // From now on it is this folder's, whatever is deployed from the checkout later.
      if (!(await readDeployment([dataFolder], chainId))) await adopt(dataFolder, known);
      return known;
    }
    throw new StartError(
      `The chain ${chainId} has no Trace contract at ${known.address}, which ${dataFolder} belongs to: ` +
        "give that chain's node in CHAIN_RPC_URL, or another DATA_DIR",
    );
  }

  if (options.production) {
    throw new StartError(
      `There is no Trace contract yet on chain ${chainId}: put it there with \`npm run deploy\` (docs/deployment.md)`,
    );
  }
  const balance = BigInt(await rpc.call<string>("eth_getBalance", [keys.relayer.address, "latest"]));
  if (balance === 0n) {
    throw new StartError(
      `There is no Trace contract yet on chain ${chainId}, and the relayer ${keys.relayer.address} has nothing to deploy one with: send it some of the chain's money`,
    );
  }
  const genesis = await rpc.block(0);
  const record = await deployInChild(
    {
      rpcUrl: options.rpcUrl,
      deployerKey: keys.relayer.privateKey,
      // Keys of ours, so that an application for regulator is answered at once.
      ...officers,
      deploymentId: `trace-${chainId}-${genesis?.hash.slice(2, 10)}`,
    },
    join(dataFolder, "build"),
  );
  await writeDeployment(dataFolder, record);
  return record;
}

/** Note down in a data folder what is noted down in the checkout, with the compiler's input if that lies there. */
async function adopt(dataFolder: string, record: DeploymentRecord): Promise<void> {
  const input = compilerInputFile(deploymentFile(PROJECT_FOLDER, record.chainId));
  await writeDeployment(dataFolder, record, await readFile(input, "utf8").catch(() => undefined));
}

function deployInChild(request: DeployRequest, buildFolder: string): Promise<DeploymentRecord> {
  const child = fork(new URL("./deploy-contract.ts", import.meta.url), {
    cwd: PROJECT_FOLDER,
    env: { ...process.env, BUILD_FOLDER: buildFolder },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    execArgv: [],
  });
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-2_000);
  });
  return new Promise((resolve, reject) => {
    child.once("message", (answer: { record?: DeploymentRecord; error?: string }) => {
      if (answer.record) resolve(answer.record);
      else reject(new StartError(`The contract could not be deployed: ${answer.error}`));
    });
    child.once("exit", (code, signal) => {
      const why = endedForMemory(code ?? signal ?? 1, errors) ?? errors.trim();
      reject(new StartError(`The contract could not be deployed: ${why}`));
    });
    child.send(request);
  });
}
