/** Chains of any id for the tests of deploying, with anvil: empty but for one funded deployer. */
import { createRpc, type Rpc } from "../../../chain/rpc.ts";
import { startProgram } from "../../../scripts/start/child.ts";
import { anvilBinary, freePort } from "../../../scripts/start/local-chain.ts";
import { until } from "../../support/process.ts";

/** A chain that runs. */
export interface Anvil {
  readonly url: string;
  readonly rpc: Rpc;
  give(address: string, ether: bigint): Promise<void>;
  /** How many transactions an address has sent. */
  sent(address: string): Promise<number>;
  close(): Promise<void>;
}

/**
 * Start a chain; with `blockTime` it makes a block every so many seconds, as others do, and not one a transaction. Its
 * EVM is the latest, unless it is to be an older one.
 */
export async function startAnvil(
  chainId: number,
  options: { blockTime?: number; hardfork?: "london" } = {},
): Promise<Anvil> {
  const port = await freePort(0);
  const parameters = ["--port", String(port), "--chain-id", String(chainId), "--accounts", "0", "--quiet"];
  if (options.blockTime) parameters.push("--block-time", String(options.blockTime));
  if (options.hardfork) parameters.push("--hardfork", options.hardfork);
  const child = await startProgram(`anvil ${chainId}`, anvilBinary(), parameters);
  const url = `http://127.0.0.1:${port}`;
  const rpc = createRpc(url, { timeout: 2_000 });
  await until(() => rpc.call<string>("eth_chainId", [], { once: true }));
  return {
    url,
    rpc,
    give: (address, ether) => rpc.call("anvil_setBalance", [address, `0x${(ether * 10n ** 18n).toString(16)}`]),
    sent: async (address) => Number(await rpc.call<string>("eth_getTransactionCount", [address, "latest"])),
    close: () => child.stop(),
  };
}
