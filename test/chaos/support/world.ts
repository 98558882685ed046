/** The world in which rounds are played: chain, proxy, API and indexer as processes, accounts, wallets. */
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { Contract, ContractFactory, id, JsonRpcProvider, ZeroAddress } from "ethers";
import hre from "hardhat";
import { writeDeployment } from "../../../chain/deployment.ts";
import { openKeystore } from "../../../chain/keystore.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { roleConstant } from "../../../domain/shared/roles.ts";
import { traceAbi } from "../../../proof/abi.ts";
import { LOCAL_CHAIN_ID, tryPort } from "../../../scripts/start/local-chain.ts";
import type { TestChain } from "../../support/chain.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { openTestMirror, type TestMirror } from "../../support/mirror.ts";
import { until } from "../../support/process.ts";
import { ACTING_ROLES, type Account, logIn, register } from "./accounts.ts";
import { type Anvil, FINAL_DEPTH, startAnvil } from "./anvil.ts";
import { type Ledger, newLedger } from "./ledger.ts";
import { type KeptProcess, keepRunning } from "./processes.ts";
import { type RpcProxy, startProxy } from "./proxy.ts";
import { type WalletUser, walletUsers } from "./wallets.ts";

/** A world. */
export interface ChaosWorld {
  readonly folder: string;
  readonly chain: Anvil;
  readonly contract: Hex;
  readonly startBlock: number;
  readonly proxy: RpcProxy;
  readonly api: KeptProcess;
  readonly indexer: KeptProcess;
  /** The API's address. */
  readonly address: string;
  /** The processes' database, for reading. */
  readonly database: SQLite.Database;
  /** A second mirror, which is made anew after each round. */
  readonly mirror: TestMirror;
  readonly accounts: readonly Account[];
  readonly wallets: readonly WalletUser[];
  readonly ledger: Ledger;
  /** How often each fault befell a call. */
  readonly applied: Map<string, number>;
  close(): Promise<void>;
}

const PASSPHRASE = "a passphrase for tests";

/** Start a world without faults. */
export async function startChaosWorld(): Promise<ChaosWorld> {
  const folder = await temporaryFolder();
  const keys = await openKeystore(join(folder.path, "keystore"), PASSPHRASE, { scryptCost: 1024 });
  const chain = await startAnvil(folder.path);
  await chain.rpc.call("anvil_setBalance", [keys.relayer.address, "0x3635c9adc5dea00000"]);
  const wallets = walletUsers();
  const { contract, startBlock } = await deploy(chain, keys, wallets);
  await writeDeployment(folder.path, {
    contractName: "Trace",
    chainId: LOCAL_CHAIN_ID,
    address: contract,
    startBlock,
    transactionHash: "0x",
    constructorArguments: [],
    compiler: { version: "", inputSha256: "0x" },
    abi: [...traceAbi] as never,
  });
  // What stands before the first act stays.
  await chain.mine(FINAL_DEPTH);

  const ledger = newLedger();
  const applied = new Map<string, number>();
  const proxy = await startProxy(chain, (fault, { caller, method }) => {
    applied.set(fault, (applied.get(fault) ?? 0) + 1);
    ledger.story.push(`${fault}: ${method} of the ${caller}`);
  });
  const port = String(await tryPort(0));
  const address = `http://127.0.0.1:${port}`;
  const settings = (caller: "api" | "indexer") => ({
    DATA_DIR: folder.path,
    CHAIN_RPC_URL: proxy.addressOf(caller),
    CHAIN_POLL_INTERVAL: "20",
    KEYSTORE_PASSPHRASE: PASSPHRASE,
    PORT: port,
    TRUSTED_PROXIES: "1",
    WRITE_TIMEOUT: "1500",
  });
  const databaseFile = join(folder.path, "suyuan.sqlite");
  const api = await keepRunning("api/main.ts", settings("api"), async () => {
    await fetch(`${address}/healthz`);
    return true;
  });
  await until(async () => (await fetch(`${address}/healthz`)).status > 0);
  const database = new SQLite(databaseFile, { readonly: true });
  const syncedAt = database.prepare("select synced_at from cursor").pluck();
  const indexer = await keepRunning("indexer/main.ts", settings("indexer"), async (startedAt) => {
    return Number(syncedAt.get() ?? 0) > startedAt;
  });

  const parts = { rpc: chain.rpc, contract, startBlock, chainId: LOCAL_CHAIN_ID } as TestChain;
  const finalBlock = async () => (await chain.head()) - FINAL_DEPTH;
  const mirror = await openTestMirror(parts, folder.path, { name: "rebuilt", finalBlock });

  const accounts: Account[] = [];
  for (const role of ACTING_ROLES) {
    accounts.push(await logIn(address, role, await register(address, ledger, role, role), role));
  }
  return {
    folder: folder.path,
    chain,
    contract,
    startBlock,
    proxy,
    api,
    indexer,
    address,
    database,
    mirror,
    accounts,
    wallets,
    ledger,
    applied,
    async close() {
      await api.stop();
      await indexer.stop();
      database.close();
      await mirror.close();
      await proxy.close();
      await chain.close();
      await folder.close();
    },
  };
}

/** Deploy the contract, and give the wallets their roles. */
async function deploy(
  chain: Anvil,
  keys: Awaited<ReturnType<typeof openKeystore>>,
  wallets: readonly WalletUser[],
): Promise<{ contract: Hex; startBlock: number }> {
  const provider = new JsonRpcProvider(chain.url, undefined, { cacheTimeout: -1, pollingInterval: 20 });
  const registrar = keys.relayer.connect(provider);
  const artifact = await hre.artifacts.readArtifact("Trace");
  const factory = new ContractFactory(traceAbi as never, artifact.bytecode, registrar);
  const deployed = await factory.deploy(keys.admin().address, registrar.address, ZeroAddress);
  const receipt = await deployed.deploymentTransaction()?.wait();
  const contract = (await deployed.getAddress()).toLowerCase() as Hex;
  const trace = new Contract(contract, traceAbi as never, registrar);
  for (const { wallet } of wallets) {
    await (await trace.getFunction("grantRole")(id(roleConstant("producer")), wallet.address)).wait();
  }
  provider.destroy();
  return { contract, startBlock: receipt?.blockNumber ?? 0 };
}
