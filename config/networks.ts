/** The networks that `Trace` can be deployed to by settings alone. Nothing else in the project knows a chain by name. */

/** A network, by the name given to `--network`. */
export interface NetworkDefinition {
  readonly name: string;
  readonly title: string;
  /** Undefined where any chain will do: then the node says which. */
  readonly chainId: number | undefined;
  /** Hardhat's name for this type of chain. */
  readonly chainType: "l1" | "op" | "generic";
  /** The setting that holds the JSON-RPC endpoint. */
  readonly rpcSetting: string;
  /** The block explorer; undefined where it is a setting. */
  readonly explorerUrl: string | undefined;
  /** Blocks to wait for: a public chain may drop its latest ones, a consortium chain may not produce further ones. */
  readonly confirmations: number;
}

/** The name of the network that is configured by settings alone. */
export const CONSORTIUM = "consortium";

function publicNetwork(
  name: string,
  title: string,
  chainId: number,
  chainType: NetworkDefinition["chainType"],
  explorerUrl: string,
): NetworkDefinition {
  const rpcSetting = `${name.toUpperCase().replaceAll("-", "_")}_RPC_URL`;
  return { name, title, chainId, chainType, rpcSetting, explorerUrl, confirmations: 5 };
}

/** All networks. */
export const NETWORKS: readonly NetworkDefinition[] = [
  publicNetwork("sepolia", "Sepolia", 11_155_111, "l1", "https://sepolia.etherscan.io"),
  publicNetwork("base", "Base", 8_453, "op", "https://basescan.org"),
  publicNetwork("base-sepolia", "Base Sepolia", 84_532, "op", "https://sepolia.basescan.org"),
  publicNetwork("polygon", "Polygon", 137, "generic", "https://polygonscan.com"),
  publicNetwork("polygon-amoy", "Polygon Amoy", 80_002, "generic", "https://amoy.polygonscan.com"),
  {
    name: CONSORTIUM,
    title: "Consortium",
    chainId: undefined,
    chainType: "generic",
    rpcSetting: "CONSORTIUM_RPC_URL",
    explorerUrl: undefined,
    confirmations: 1,
  },
];

/** The explorer's page of an address; undefined where no explorer is known. */
export function explorerLink(
  network: NetworkDefinition,
  address: string,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const explorer = network.explorerUrl ?? environment.CONSORTIUM_EXPLORER_URL;
  return explorer ? `${explorer.replace(/\/+$/, "")}/address/${address}` : undefined;
}
