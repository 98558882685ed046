/** A real chain for tests: Hardhat's EDR behind a JSON-RPC server on a free loopback port, with `Trace` deployed. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  Contract,
  ContractFactory,
  encodeBytes32String,
  HDNodeWallet,
  id,
  JsonRpcProvider,
  JsonRpcSigner,
  ZeroAddress,
} from "ethers";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import { createRpc, type Rpc } from "../../chain/rpc.ts";
import { PROJECT_FOLDER } from "../../config/settings.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { ALL_ROLES, type Role, roleConstant } from "../../domain/shared/roles.ts";
import { traceAbi } from "../../proof/abi.ts";

/** A running test chain. */
export interface TestChain {
  readonly url: string;
  readonly rpc: Rpc;
  readonly chainId: number;
  readonly contract: Hex;
  readonly startBlock: number;
  /** The contract, called by the registrar. */
  readonly trace: Contract;
  /** The contract, called by the default admin. */
  readonly asAdmin: Contract;
  /** A wallet user's contract, with money and these roles. */
  actor(index: number, ...roles: Role[]): Promise<{ wallet: HDNodeWallet; trace: Contract }>;
  /** How many lines the contract has. */
  lineCount(): Promise<number>;
  /** The business roles that an address has now, as a set of bits. */
  rolesOf(address: string): Promise<number>;
  snapshot(): Promise<string>;
  /** Go back to a snapshot: with other transactions afterwards, a true reorganisation. */
  revert(snapshot: string): Promise<void>;
  mine(blocks?: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Hardhat without this project: told of no artifacts, it does not take apart all that was ever compiled, to give stack
 * traces in Solidity that nobody here reads, each time that a chain starts.
 */
const hardhat = createHardhatRuntimeEnvironment({ paths: { artifacts: "cache/no-artifacts" } }, {}, PROJECT_FOLDER);

const MNEMONIC = "test test test test test test test test test test test junk";

/** Start a chain and deploy `Trace`; `admin` and `registrar` are its officers, by default one wallet. */
export async function startTestChain(officers?: { admin: string; registrar: HDNodeWallet }): Promise<TestChain> {
  const server = await (await hardhat).network.createServer({ network: "default", chainType: "l1" }, "127.0.0.1", 0);
  const { address, port } = await server.listen();
  const url = `http://${address}:${port}`;
  const rpc = createRpc(url);
  const provider = new JsonRpcProvider(url, undefined, { cacheTimeout: -1, pollingInterval: 20 });
  const give = (to: string) => rpc.call("hardhat_setBalance", [to, "0x3635c9adc5dea00000"]);

  const registrar = (officers?.registrar ?? walletAt(0)).connect(provider);
  const admin = officers?.admin ?? registrar.address;
  await give(registrar.address);
  await give(admin);
  await rpc.call("hardhat_impersonateAccount", [admin]);
  const factory = new ContractFactory(traceAbi as never, await bytecodeOfTrace(), registrar);
  const deployed = await factory.deploy(admin, registrar.address, ZeroAddress);
  const receipt = await deployed.deploymentTransaction()?.wait();
  const contract = (await deployed.getAddress()).toLowerCase() as Hex;
  const trace = new Contract(contract, traceAbi as never, registrar);
  const asAdmin = trace.connect(new JsonRpcSigner(provider, admin)) as Contract;

  return {
    url,
    rpc,
    chainId: Number(await rpc.call<string>("eth_chainId", [])),
    contract,
    startBlock: receipt?.blockNumber ?? 0,
    trace,
    asAdmin,
    async actor(index, ...roles) {
      const wallet = walletAt(10 + index).connect(provider);
      await give(wallet.address);
      for (const role of roles) {
        const officer = role === "regulator" ? asAdmin : trace;
        await (await officer.getFunction("grantRole")(id(roleConstant(role)), wallet.address)).wait();
      }
      return { wallet, trace: trace.connect(wallet) as Contract };
    },
    lineCount: async () => Number((await trace.getFunction("state")()).lineCount),
    rolesOf: async (address) => Number((await trace.getFunction("accountOf")(address)).roles) & ALL_ROLES,
    snapshot: () => rpc.call<string>("evm_snapshot", []),
    revert: async (snapshot) => void (await rpc.call("evm_revert", [snapshot])),
    async mine(blocks = 1) {
      // One by one: blocks that Hardhat mines in bulk are not each other's children.
      for (let i = 0; i < blocks; i++) await rpc.call("evm_mine", []);
    },
    async close() {
      provider.destroy();
      await server.close();
    },
  };
}

async function bytecodeOfTrace(): Promise<string> {
  return JSON.parse(await readFile(join(PROJECT_FOLDER, "artifacts/contracts/Trace.sol/Trace.json"), "utf8")).bytecode;
}

/** Writes one line a digest on a batch, all in one transaction. */
export async function recordMany(trace: Contract, code: string, kind: string, digests: readonly string[]) {
  const calls = digests.map((digest) =>
    trace.interface.encodeFunctionData("record", [id(code), encodeBytes32String(kind), digest]),
  );
  return (await trace.getFunction("multicall")(calls)).wait();
}

function walletAt(index: number): HDNodeWallet {
  return HDNodeWallet.fromPhrase(MNEMONIC, undefined, `m/44'/60'/0'/0/${index}`);
}
