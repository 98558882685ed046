/** Estimates the cost of a deployment. */
import { Interface } from "ethers";
import { CommandError } from "./command-error.ts";
import { CREATEX_ADDRESS, createxInstallationCost } from "./createx.ts";
import type { Plan } from "./plan.ts";
import type { Target } from "./target.ts";

/** A deployment's cost, at the price of the latest block. */
export interface Cost {
  readonly gas: bigint;
  readonly gasPrice: bigint;
  /** What installing CreateX costs where the chain lacks it. */
  readonly installation: bigint;
  readonly total: bigint;
}

const CREATEX = new Interface(["function deployCreate2(bytes32 salt, bytes initCode) payable returns (address)"]);

/** Ask the node for an estimate. Throws a CommandError if the node says that it would fail. */
export async function estimateCost(plan: Plan, target: Target, from: string, installs: boolean): Promise<Cost> {
  const throughFactory = plan.creation.strategy === "create2" && !installs;
  const transaction = throughFactory
    ? { from, to: CREATEX_ADDRESS, data: CREATEX.encodeFunctionData("deployCreate2", [salt(plan), plan.initCode]) }
    : { from, data: plan.initCode };
  const gas = await target.rpc.call<string>("eth_estimateGas", [transaction]).catch((error: Error) => {
    throw new CommandError(`The chain would refuse the deployment: ${error.message}${hintFor(error.message)}`);
  });
  const gasPrice = BigInt(await target.rpc.call<string>("eth_gasPrice", []));
  const installation = installs ? await createxInstallationCost() : 0n;
  return { gas: BigInt(gas), gasPrice, installation, total: BigInt(gas) * gasPrice + installation };
}

function salt(plan: Plan): string {
  return plan.creation.strategy === "create2" ? plan.creation.salt : "";
}

/** As clients name an instruction that their EVM does not have. */
const NO_SUCH_INSTRUCTION = /opcode|NotActivated/i;

function hintFor(message: string): string {
  if (!NO_SUCH_INSTRUCTION.test(message)) return "";
  return ". If its EVM is older than Cancun, deploy with EVM_VERSION=london (docs/deployment.md)";
}
