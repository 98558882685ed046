/** The services that verify sources, and what each of them needs. */
import { CONSORTIUM } from "../../config/networks.ts";
import { CommandError } from "../deploy/command-error.ts";
import type { Target } from "../deploy/target.ts";

/** A service, by the name that hardhat-verify gives it. */
export type Service = "etherscan" | "blockscout" | "sourcify";

const SERVICES: readonly Service[] = ["etherscan", "blockscout", "sourcify"];

/** Chain ids of development chains; no explorer accepts them. */
const DEVELOPMENT_CHAINS = [1337, 31_337];

/** The requested services, or all that support the chain. Throws a CommandError if one lacks a setting. */
export function chooseServices(
  asked: string | undefined,
  { network, chainId }: Target,
  environment: NodeJS.ProcessEnv,
): readonly Service[] {
  if (DEVELOPMENT_CHAINS.includes(chainId)) {
    throw new CommandError(
      `Chain ${chainId} is a development chain, which no explorer verifies: docs/deployment.md tells how to check the sources with nothing but the compiler`,
    );
  }
  const isConsortium = network.name === CONSORTIUM;
  const services = asked === undefined ? known(isConsortium, environment) : parse(asked);
  for (const service of services) {
    const fault = isConsortium ? consortiumFault(service, environment) : publicFault(service, environment);
    if (fault) throw new CommandError(fault);
  }
  return services;
}

function parse(asked: string): readonly Service[] {
  const names = asked.split(",").map((name) => name.trim());
  const wrong = names.find((name) => !SERVICES.includes(name as Service));
  if (wrong !== undefined) throw new CommandError(`--on takes some of ${SERVICES.join(", ")}, not "${wrong}"`);
  return [...new Set(names as Service[])];
}

function known(isConsortium: boolean, environment: NodeJS.ProcessEnv): readonly Service[] {
  if (!isConsortium) return SERVICES;
  const services = SERVICES.filter((service) => consortiumFault(service, environment) === undefined);
  if (services.length > 0) return services;
  throw new CommandError(
    "No service that knows this chain is given: CONSORTIUM_EXPLORER_URL for its Blockscout, SOURCIFY_API_URL for its Sourcify",
  );
}

function publicFault(service: Service, environment: NodeJS.ProcessEnv): string | undefined {
  if (service !== "etherscan" || environment.ETHERSCAN_API_KEY?.trim()) return undefined;
  return "ETHERSCAN_API_KEY is missing: one key of etherscan.io serves all its chains. Without one: --on blockscout,sourcify";
}

function consortiumFault(service: Service, environment: NodeJS.ProcessEnv): string | undefined {
  if (service === "etherscan") return "Etherscan does not know a consortium's chain: --on blockscout,sourcify";
  const setting = service === "blockscout" ? "CONSORTIUM_EXPLORER_URL" : "SOURCIFY_API_URL";
  return environment[setting] ? undefined : `${setting} is missing: the address of the consortium's ${service}`;
}
