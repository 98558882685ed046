/** Plans a deployment before anything is sent. */
import { AbiCoder, concat, Interface, keccak256, ZeroAddress } from "ethers";
import { type DeploymentRecord, isDeployed } from "../../chain/deployment.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { TraceBuild } from "./build.ts";
import { CommandError } from "./command-error.ts";
import { CREATEX_ADDRESS, createxAddress, saltOf } from "./createx.ts";
import type { Deployer } from "./deployer.ts";
import type { DeployOptions } from "./options.ts";
import type { Target } from "./target.ts";

/** The constructor's parameters, by the names that Ignition's module gives them. */
export interface ConstructorParameters {
  readonly admin: string;
  readonly registrar: string;
  readonly predecessor: string;
}

/** A possible or existing deployment. */
export interface Plan {
  readonly parameters: ConstructorParameters;
  readonly initCode: Hex;
  readonly creation: NonNullable<DeploymentRecord["creation"]>;
  /** The contract's future address; undefined if the deployer's nonce decides. */
  readonly address: Hex | undefined;
  /** The recorded deployment that matches the request. */
  readonly recorded: DeploymentRecord | undefined;
}

/** Work out what is deployed, and where. Throws a CommandError if that contradicts the record. */
export async function planDeployment(
  options: DeployOptions,
  target: Target,
  parameters: ConstructorParameters,
  build: TraceBuild,
  recorded: DeploymentRecord | undefined,
): Promise<Plan> {
  const initCode = initCodeOf(build, parameters);
  const initCodeHash = keccak256(initCode) as Hex;
  const salt = saltOf(options.salt);
  const create2 = options.strategy === "create2";
  const creation: Plan["creation"] = create2
    ? { strategy: "create2", factory: CREATEX_ADDRESS.toLowerCase() as Hex, salt, initCodeHash }
    : { strategy: "create", initCodeHash };
  const plan = { parameters, initCode, creation, address: create2 ? createxAddress(salt, initCode) : undefined };

  if (!recorded) return { ...plan, recorded };
  if (!(await isDeployed(target.rpc, recorded.address))) {
    throw new CommandError(
      `Chain ${target.chainId} has no contract at ${recorded.address}, where deployments/${target.chainId}/Trace.json has it: if this is another chain with the same id, move that file away`,
    );
  }
  const isSame = create2
    ? recorded.address === plan.address
    : recorded.creation?.strategy === "create" && recorded.creation.initCodeHash === initCodeHash;
  if (isSame) return { ...plan, recorded };
  if (parameters.predecessor.toLowerCase() === recorded.address) return { ...plan, recorded: undefined };
  throw new CommandError(
    `Chain ${target.chainId} has Trace at ${recorded.address}, made of other sources, arguments, salt or strategy. A new version names the one that it follows: --predecessor ${recorded.address}`,
  );
}

/** The requested options; others are taken from the record, unless this is a new version. */
export async function constructorParameters(
  options: DeployOptions,
  target: Target,
  deployer: Deployer,
  recorded: DeploymentRecord | undefined,
): Promise<ConstructorParameters> {
  const before = (recorded?.constructorArguments ?? []).map(String);
  const isNewVersion =
    options.predecessor !== undefined && options.predecessor.toLowerCase() !== before[2]?.toLowerCase();
  const [knownAdmin, knownRegistrar, knownPredecessor] = isNewVersion ? [] : before;

  const admin = options.admin ?? knownAdmin;
  if (admin === undefined) {
    throw new CommandError(
      "The contract's admin is missing: --admin ADDRESS or TRACE_ADMIN. Best a multi-signature wallet: it alone can change who may do what",
    );
  }
  const registrar = options.registrar ?? knownRegistrar ?? deployer.registrar ?? undefined;
  if (registrar === undefined) {
    throw new CommandError(
      "The contract's registrar is missing: --registrar ADDRESS or TRACE_REGISTRAR. It is the registrar's address of the installation that will use the contract",
    );
  }
  const predecessor = options.predecessor ?? knownPredecessor ?? ZeroAddress;
  if (predecessor !== ZeroAddress && !(await isDeployed(target.rpc, predecessor as Hex))) {
    throw new CommandError(`There is no contract at ${predecessor}, which --predecessor names`);
  }
  return { admin, registrar, predecessor };
}

function initCodeOf(build: TraceBuild, { admin, registrar, predecessor }: ConstructorParameters): Hex {
  const inputs = new Interface(build.abi as never).deploy.inputs;
  const parameters = AbiCoder.defaultAbiCoder().encode(inputs, [admin, registrar, predecessor]);
  return concat([build.bytecode, parameters]) as Hex;
}
