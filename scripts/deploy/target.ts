/** Which chain a command is for, from `--network` and the settings. */
import { z } from "zod";
import { createRpc, type Rpc } from "../../chain/rpc.ts";
import { NETWORKS, type NetworkDefinition } from "../../config/networks.ts";
import { CommandError } from "./command-error.ts";

/** A reachable chain. */
export interface Target {
  readonly network: NetworkDefinition;
  readonly rpcUrl: string;
  readonly rpc: Rpc;
  readonly chainId: number;
}

/** Find the network, its endpoint in the settings, and make sure that the node behind it is of that chain. */
export async function openTarget(name: string | undefined, environment: NodeJS.ProcessEnv): Promise<Target> {
  const names = NETWORKS.map((known) => known.name).join(", ");
  if (name === undefined) throw new CommandError(`--network is missing: one of ${names}`);
  const network = NETWORKS.find((known) => known.name === name);
  if (!network) throw new CommandError(`There is no network ${name}: one of ${names}`);

  const { rpcSetting } = network;
  const rpcUrl = environment[rpcSetting];
  if (!rpcUrl) throw new CommandError(`${rpcSetting} is missing: the JSON-RPC endpoint of ${network.title}`);
  if (!z.url({ protocol: /^https?$/ }).safeParse(rpcUrl).success) {
    throw new CommandError(`${rpcSetting} is not an http or https address`);
  }

  const rpc = createRpc(rpcUrl);
  const chainId = Number(
    await rpc.call<string>("eth_chainId", []).catch(() => {
      throw new CommandError(`The node in ${rpcSetting} does not answer`);
    }),
  );
  if (network.chainId !== undefined && network.chainId !== chainId) {
    throw new CommandError(
      `The node in ${rpcSetting} is of chain ${chainId}, and ${network.title} is chain ${network.chainId}`,
    );
  }
  return { network, rpcUrl, rpc, chainId };
}

/** The endpoints in the settings, which may carry a provider's key: no message shows them. */
export function rpcSecrets(environment: NodeJS.ProcessEnv): readonly (string | undefined)[] {
  return NETWORKS.map(({ rpcSetting }) => environment[rpcSetting]);
}
