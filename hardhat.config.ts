import { createRequire } from "node:module";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatIgnition from "@nomicfoundation/hardhat-ignition-ethers";
import hardhatVerify from "@nomicfoundation/hardhat-verify";
import { configVariable, defineConfig } from "hardhat/config";
import { importablePath } from "./config/importable-path.ts";
import { CONSORTIUM, NETWORKS } from "./config/networks.ts";
import { TEST_DEPTH, TEST_SEED } from "./config/test-depth.ts";

// The compiler comes from the `solc` package: nothing is downloaded, and the lockfile pins its bytes.
const compiler = {
  version: "0.8.37",
  // Hardhat imports it by its path, wherever the checkout lies.
  path: importablePath(createRequire(import.meta.url).resolve("solc/soljson.js")),
  settings: {
    evmVersion: "cancun",
    optimizer: { enabled: true, runs: 567 },
    metadata: { bytecodeHash: "ipfs" },
  },
} as const;

/**
 * For chains whose EVM is older than Cancun, as many consortium chains' are: without PUSH0, MCOPY and transient storage.
 * `EVM_VERSION=london hardhat --network london test solidity` proves the same of it as of the other.
 */
const london = {
  ...compiler,
  settings: { ...compiler.settings, evmVersion: "london", optimizer: { enabled: true, runs: 200 } },
} as const;

// Which of the two is deployed, and held against what was deployed.
const { EVM_VERSION: evmVersion = "cancun" } = process.env;
if (evmVersion !== "cancun" && evmVersion !== "london") {
  throw new Error(`EVM_VERSION is cancun or london, not ${evmVersion}`);
}
const target = evmVersion === "london" ? london : compiler;

// Read when they are used: a missing setting is no error for whoever does not need it.
const publicNetworks = Object.fromEntries(
  NETWORKS.map(({ name, chainType, rpcSetting }) => [
    name,
    { type: "http", chainType, url: configVariable(rpcSetting) } as const,
  ]),
);

// A consortium's chain is known to nobody but its settings.
const { CONSORTIUM_CHAIN_ID, CONSORTIUM_EXPLORER_URL, CONSORTIUM_EXPLORER_API_URL, SOURCIFY_API_URL } = process.env;
const consortium = {
  name: CONSORTIUM,
  chainType: "generic",
  blockExplorers: CONSORTIUM_EXPLORER_URL
    ? {
        blockscout: {
          url: CONSORTIUM_EXPLORER_URL,
          apiUrl: CONSORTIUM_EXPLORER_API_URL || `${CONSORTIUM_EXPLORER_URL.replace(/\/+$/, "")}/api`,
        },
      }
    : {},
} as const;

const folder = process.env.BUILD_FOLDER ?? (target === london ? "cache/london" : ".");

export default defineConfig({
  plugins: [hardhatEthers, hardhatIgnition, hardhatVerify],
  // Ignition builds with the profile `production`: both must carry the same settings.
  solidity: { profiles: { default: target, production: target } },
  // An installation that deploys keeps what it builds, and Ignition's journal, with its own data.
  paths: {
    artifacts: `${folder}/artifacts`,
    cache: `${folder}/cache`,
    ignition: `${folder}/ignition`,
  },
  networks: {
    // An EVM endpoint given by settings; `scripts/start/deploy-contract.ts` fills in the address and the key.
    target: { type: "http", chainType: "l1", url: process.env.CHAIN_RPC_URL ?? "http://127.0.0.1:8545" },
    london: { type: "edr-simulated", hardfork: "london" },
    ...publicNetworks,
  },
  ...(CONSORTIUM_CHAIN_ID ? { chainDescriptors: { [CONSORTIUM_CHAIN_ID]: consortium } } : {}),
  verify: {
    etherscan: { apiKey: configVariable("ETHERSCAN_API_KEY") },
    ...(SOURCIFY_API_URL ? { sourcify: { apiUrl: SOURCIFY_API_URL } } : {}),
  },
  test: {
    solidity: {
      // Without a seed of ours Hardhat takes one that is always the same.
      fuzz: { runs: 256 * TEST_DEPTH, ...(TEST_SEED ? { seed: TEST_SEED } : {}) },
      invariant: { runs: 16 * TEST_DEPTH, depth: 256, failOnRevert: true },
    },
  },
});
