/** Deploys `Trace` once: the chain itself shows whether it is deployed already. */
import { formatEther, formatUnits, getAddress, keccak256 } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { type DeploymentRecord, isDeployed, readDeployment, writeDeployment } from "../../chain/deployment.ts";
import { quantity, type RpcLog } from "../../chain/rpc.ts";
import { CONSORTIUM } from "../../config/networks.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import traceModule from "../../ignition/modules/Trace.ts";
import { buildTrace, type TraceBuild } from "./build.ts";
import { CommandError } from "./command-error.ts";
import { type Cost, estimateCost } from "./cost.ts";
import { creationFilter, hasCreatex, installCreatex } from "./createx.ts";
import type { Deployer } from "./deployer.ts";
import type { DeployOptions } from "./options.ts";
import { constructorParameters, type Plan, planDeployment } from "./plan.ts";
import type { Target } from "./target.ts";

/** The outcome. */
export interface DeployResult {
  readonly outcome: "planned" | "deployed" | "found" | "recorded";
  /** Undefined only in a dry run with strategy `create`. */
  readonly address: Hex | undefined;
  readonly record?: DeploymentRecord;
  /** The path of the record, if one was written. */
  readonly file?: string;
}

/** Deploy, or find the existing deployment. `say` gets the facts, a line each, before anything is sent. */
export async function deploy(
  options: DeployOptions,
  target: Target,
  deployer: Deployer,
  hre: HardhatRuntimeEnvironment,
  folder: string,
  say: (name: string, value: string) => void,
): Promise<DeployResult> {
  const recorded = await readDeployment([folder], target.chainId);
  const parameters = await constructorParameters(options, target, deployer, recorded);
  say("Admin", parameters.admin);
  say("Registrar", parameters.registrar);
  say("Deployer", deployer.address);
  const build = await buildTrace(hre);
  const plan = await planDeployment(options, target, parameters, build, recorded);
  say("Contract", plan.address ? getAddress(plan.address) : "by the deployer's count of transactions");

  if (plan.recorded) return { outcome: "found", address: plan.recorded.address, record: plan.recorded };
  if (plan.address && (await isDeployed(target.rpc, plan.address))) {
    const record = recordOf(plan, build, target, plan.address, await creationOf(plan, target, plan.address, 0));
    if (options.dryRun) return { outcome: "found", address: plan.address, record };
    return write(folder, record, build, "recorded");
  }

  const installs = plan.creation.strategy === "create2" && !(await hasCreatex(target.rpc));
  if (installs && target.network.name !== CONSORTIUM) {
    throw new CommandError(`The node of ${target.network.title} has no CreateX, which that chain has: is it in sync?`);
  }
  const cost = await estimateCost(plan, target, deployer.address, installs);
  say("Cost", describe(cost));
  if (options.dryRun) return { outcome: "planned", address: plan.address };

  const balance = BigInt(await target.rpc.call<string>("eth_getBalance", [deployer.address, "latest"]));
  if (balance < cost.total) {
    throw new CommandError(
      `The deployer ${deployer.address} has ${formatEther(balance)} of the chain's money, and the deployment costs about ${formatEther(cost.total)}: send it more`,
    );
  }
  if (installs) await installCreatex(target.rpcUrl, deployer.privateKey);
  const from = await target.rpc.blockNumber();
  const address = await send(plan, target, deployer, hre);
  const record = recordOf(plan, build, target, address, await creationOf(plan, target, address, from));
  return write(folder, record, build, "deployed");
}

/** Ignition keeps a journal, so that an interrupted deployment is resumed and not sent twice. */
async function send(plan: Plan, target: Target, deployer: Deployer, hre: HardhatRuntimeEnvironment): Promise<Hex> {
  const genesis = await target.rpc.block(0);
  const connection = await hre.network.create({
    network: target.network.name,
    override: { url: target.rpcUrl, accounts: [deployer.privateKey] },
  });
  try {
    const { creation } = plan;
    const { trace } = await connection.ignition.deploy(traceModule, {
      deploymentId: `trace-${target.chainId}-${genesis?.hash.slice(2, 10)}-${keccak256(plan.initCode).slice(2, 18)}`,
      parameters: { Trace: plan.parameters as never },
      config: { requiredConfirmations: target.network.confirmations },
      ...(creation.strategy === "create2"
        ? { strategy: "create2", strategyConfig: { salt: creation.salt } }
        : { strategy: "basic" }),
    });
    const address = (await trace.getAddress()).toLowerCase() as Hex;
    if (plan.address !== undefined && address !== plan.address) {
      throw new CommandError(`The contract is at ${address}, and should be at ${plan.address}`);
    }
    return address;
  } finally {
    await connection.close();
  }
}

/** The transaction that created the contract, by a log of it: a factory's receipt does not name what it created. */
async function creationOf(plan: Plan, target: Target, address: Hex, fromBlock: number) {
  const filter = plan.creation.strategy === "create2" ? creationFilter(plan.creation.salt, address) : { address };
  const find = async (from: number) => {
    const query = { ...filter, fromBlock: quantity(from), toBlock: "latest" };
    const logs = await target.rpc.call<RpcLog[]>("eth_getLogs", [query]).catch((error: Error) => {
      throw new CommandError(`The node does not tell when ${address} was created (${error.message}): ask another one`);
    });
    return logs[0];
  };
  // A deployment resumed from the journal may have been mined before this run began.
  const log = (await find(fromBlock)) ?? (await find(0));
  if (!log) throw new CommandError(`The node does not know when ${address} was created: ask another one`);
  return { startBlock: Number(log.blockNumber), transactionHash: log.transactionHash };
}

function recordOf(
  plan: Plan,
  build: TraceBuild,
  target: Target,
  address: Hex,
  created: { startBlock: number; transactionHash: Hex },
): DeploymentRecord {
  const { admin, registrar, predecessor } = plan.parameters;
  return {
    contractName: "Trace",
    chainId: target.chainId,
    address,
    ...created,
    constructorArguments: [admin, registrar, predecessor],
    compiler: build.compiler,
    creation: plan.creation,
    abi: build.abi,
  };
}

async function write(
  folder: string,
  record: DeploymentRecord,
  build: TraceBuild,
  outcome: "deployed" | "recorded",
): Promise<DeployResult> {
  const file = await writeDeployment(folder, record, build.compilerInput);
  return { outcome, address: record.address, record, file };
}

function describe({ gas, gasPrice, installation, total }: Cost): string {
  const price = `${gas} gas at ${formatUnits(gasPrice, "gwei")} gwei`;
  const more = installation > 0n ? `, and ${formatEther(installation)} to install CreateX` : "";
  return `about ${formatEther(total)} of the chain's money (${price}${more})`;
}
