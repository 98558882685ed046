/** The options of `npm run deploy`: parameters first, then settings. */
import { parseArgs } from "node:util";
import { getAddress, isAddress, ZeroAddress } from "ethers";
import { CommandError } from "./command-error.ts";

/** How the contract's address is determined: by its code and a salt, or by the deployer's nonce. */
export type Strategy = "create2" | "create";

/** All options. */
export interface DeployOptions {
  readonly network: string | undefined;
  /** Undefined if not given; on a chain with the contract it is known. */
  readonly admin: string | undefined;
  readonly registrar: string | undefined;
  readonly predecessor: string | undefined;
  readonly salt: string;
  readonly strategy: Strategy;
  readonly dryRun: boolean;
  /** The folder in which `deployments/` is. */
  readonly out: string | undefined;
}

/** The salt where none is given. Another one gives the same code another address. */
export const DEFAULT_SALT = "Suyuan Trace";

/** How to use the command. */
export const USAGE = `Usage: npm run deploy -- --network NAME --admin ADDRESS [--registrar ADDRESS] [--dry-run]

  --network NAME          sepolia, base, base-sepolia, polygon, polygon-amoy or consortium
  --admin ADDRESS         default admin of the contract (setting TRACE_ADMIN)
  --registrar ADDRESS     who grants roles (setting TRACE_REGISTRAR; default: the keystore's registrar)
  --predecessor ADDRESS   the deployment that this one follows
  --salt TEXT             another address for the same code (setting TRACE_SALT)
  --strategy NAME         create2 (default), or create where a chain cannot have CreateX
  --dry-run               print the address and the cost, and send nothing
  --out FOLDER            write deployments/<chain>/Trace.json below this folder (default: the project)`;

/** Read parameters and settings. Throws a CommandError with the first thing that is wrong. */
export function readOptions(parameters: readonly string[], environment: NodeJS.ProcessEnv): DeployOptions {
  const values = parse(parameters);
  const strategy = values.strategy ?? "create2";
  if (strategy !== "create2" && strategy !== "create") {
    throw new CommandError(`--strategy takes create2 or create, not ${strategy}`);
  }
  return {
    network: values.network,
    admin: address("--admin", values.admin, "TRACE_ADMIN", environment.TRACE_ADMIN),
    registrar: address("--registrar", values.registrar, "TRACE_REGISTRAR", environment.TRACE_REGISTRAR),
    predecessor: address("--predecessor", values.predecessor),
    salt: values.salt ?? (environment.TRACE_SALT || DEFAULT_SALT),
    strategy,
    dryRun: values["dry-run"] ?? false,
    out: values.out,
  };
}

function parse(parameters: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...parameters],
      options: {
        network: { type: "string" },
        admin: { type: "string" },
        registrar: { type: "string" },
        predecessor: { type: "string" },
        salt: { type: "string" },
        strategy: { type: "string" },
        "dry-run": { type: "boolean" },
        out: { type: "string" },
      },
    });
    return values;
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

/** A parameter or else a setting, as an address with its checksum. */
function address(parameter: string, given: string | undefined, setting = "", fromSetting = ""): string | undefined {
  const [name, text] = given === undefined ? [setting, fromSetting] : [parameter, given];
  if (text === "" && given === undefined) return undefined;
  if (!isAddress(text) || !text.startsWith("0x")) {
    throw new CommandError(`${name} takes an address: 0x and 40 hex digits (in mixed case, with their checksum)`);
  }
  if (getAddress(text) === ZeroAddress) throw new CommandError(`${name} cannot be the zero address`);
  return getAddress(text);
}
