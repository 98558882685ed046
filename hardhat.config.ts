import { createRequire } from "node:module";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatIgnition from "@nomicfoundation/hardhat-ignition-ethers";
import { defineConfig } from "hardhat/config";

// The compiler comes from the `solc` package: nothing is downloaded, and the lockfile pins its bytes.
const compiler = {
  version: "0.8.37",
  path: createRequire(import.meta.url).resolve("solc/soljson.js"),
  settings: {
    evmVersion: "cancun",
    optimizer: { enabled: true, runs: 200 },
    metadata: { bytecodeHash: "ipfs" },
  },
} as const;

const folder = process.env.BUILD_FOLDER ?? ".";

export default defineConfig({
  plugins: [hardhatEthers, hardhatIgnition],
  // Ignition builds with the profile `production`: both must carry the same settings.
  solidity: { profiles: { default: compiler, production: compiler } },
  // An installation that deploys keeps what it builds, and Ignition's journal, with its own data.
  paths: {
    artifacts: `${folder}/artifacts`,
    cache: `${folder}/cache`,
    ignition: `${folder}/ignition`,
  },
  networks: {
    // An EVM endpoint given by settings; `scripts/start/deploy-contract.ts` fills in the address and the key.
    target: { type: "http", chainType: "l1", url: process.env.CHAIN_RPC_URL ?? "http://127.0.0.1:8545" },
  },
  test: {
    solidity: {
      fuzz: { runs: 256 },
      // Runs so long that each does every act many times: the tests fail after a run that left one out.
      invariant: { runs: 16, depth: 256, failOnRevert: true },
    },
  },
});
