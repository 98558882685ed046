import { join } from "node:path";
import { Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { giveCompiled } from "../support/build.ts";
import { temporaryFolder } from "../support/folder.ts";
import { type Anvil, startAnvil } from "./support/anvil.ts";
import { run } from "./support/commands.ts";

/** What is missing or wrong is told in a sentence that names the setting, and never shows a secret. */
const KEY = Wallet.createRandom().privateKey;
const ADDRESS = Wallet.createRandom().address;

let chain: Anvil;
let development: Anvil;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let settings: Record<string, string>;

beforeAll(async () => {
  [chain, development, folder] = await Promise.all([startAnvil(31_338), startAnvil(31_337), temporaryFolder()]);
  await giveCompiled(join(folder.path, "deploy"));
  settings = { DATA_DIR: folder.path, CONSORTIUM_RPC_URL: chain.url, DEPLOYER_PRIVATE_KEY: KEY };
});

afterAll(async () => {
  await Promise.all([chain.close(), development.close()]);
  await folder.close();
});

async function refusal(script: string, changed: Record<string, string>, ...parameters: string[]): Promise<string> {
  const { code, output } = await run(`scripts/${script}.ts`, { ...settings, ...changed }, parameters);
  expect(code, output).toBe(1);
  expect(output).not.toMatch(/\n\s+at |node:internal/);
  for (const secret of [KEY.slice(2), "s3cret-endpoint-key"]) expect(output).not.toContain(secret);
  return output.trim();
}

const CONSORTIUM = ["--network", "consortium"];
const UNREACHABLE = "http://127.0.0.1:9/v3/s3cret-endpoint-key";

test.each([
  ["no network", {}, [], "--network is missing: one of sepolia, base, base-sepolia, polygon, polygon-amoy, consortium"],
  ["an unknown network", {}, ["--network", "mars"], "There is no network mars: one of sepolia,"],
  ["an unknown parameter", {}, [...CONSORTIUM, "--fast"], "Usage: npm run deploy"],
  ["no endpoint", {}, ["--network", "sepolia"], "SEPOLIA_RPC_URL is missing"],
  ["no endpoint of another", {}, ["--network", "polygon-amoy"], "POLYGON_AMOY_RPC_URL is missing"],
  ["no web address", { BASE_RPC_URL: "ipc" }, ["--network", "base"], "BASE_RPC_URL is not an http or https address"],
  [
    "a dead endpoint",
    { CONSORTIUM_RPC_URL: UNREACHABLE },
    CONSORTIUM,
    "The node in CONSORTIUM_RPC_URL does not answer",
  ],
  ["no key", { DEPLOYER_PRIVATE_KEY: "" }, CONSORTIUM, "DEPLOYER_PRIVATE_KEY is missing, and there is no keystore in"],
  ["half a key", { DEPLOYER_PRIVATE_KEY: KEY.slice(0, 40) }, CONSORTIUM, "DEPLOYER_PRIVATE_KEY is not a private key"],
  ["half an address", {}, [...CONSORTIUM, "--admin", "0x12"], "--admin takes an address"],
  ["a wrong setting", { TRACE_REGISTRAR: "me" }, CONSORTIUM, "TRACE_REGISTRAR takes an address"],
  ["nobody", {}, [...CONSORTIUM, "--admin", `0x${"0".repeat(40)}`], "--admin cannot be the zero address"],
  ["another strategy", {}, [...CONSORTIUM, "--strategy", "create3"], "--strategy takes create2 or create, not create3"],
])("deploy with %s", async (_name, changed, parameters, sentence) => {
  expect(await refusal("deploy", changed, ...parameters)).toContain(sentence);
});

test("deploy to a node of another chain", async () => {
  const sentence = "The node in SEPOLIA_RPC_URL is of chain 31338, and Sepolia is chain 11155111";
  expect(await refusal("deploy", { SEPOLIA_RPC_URL: chain.url }, "--network", "sepolia")).toBe(sentence);
});

test("deploy without an admin, or without a registrar", async () => {
  expect(await refusal("deploy", {}, ...CONSORTIUM)).toContain("The contract's admin is missing: --admin ADDRESS");
  const withAdmin = await refusal("deploy", { TRACE_ADMIN: ADDRESS }, ...CONSORTIUM);
  expect(withAdmin).toContain("The contract's registrar is missing: --registrar ADDRESS");
  const officers = { TRACE_ADMIN: ADDRESS, TRACE_REGISTRAR: ADDRESS };
  const predecessor = await refusal("deploy", officers, ...CONSORTIUM, "--predecessor", ADDRESS);
  expect(predecessor).toContain(`There is no contract at ${ADDRESS}, which --predecessor names`);
});

test.each([
  ["no network", {}, [], "--network is missing"],
  [
    "no deployment",
    { SOURCIFY_API_URL: "http://127.0.0.1:9" },
    CONSORTIUM,
    "run npm run deploy -- --network consortium",
  ],
  ["no service", {}, CONSORTIUM, "CONSORTIUM_EXPLORER_URL for its Blockscout, SOURCIFY_API_URL for its Sourcify"],
  ["no explorer", {}, [...CONSORTIUM, "--on", "blockscout"], "CONSORTIUM_EXPLORER_URL is missing"],
  ["Etherscan", {}, [...CONSORTIUM, "--on", "etherscan"], "Etherscan does not know a consortium's chain"],
  [
    "an unknown service",
    {},
    [...CONSORTIUM, "--on", "sourceify"],
    "--on takes some of etherscan, blockscout, sourcify",
  ],
])("verify-source with %s", async (_name, changed, parameters, sentence) => {
  expect(await refusal("verify-source", changed, ...parameters, "--out", folder.path)).toContain(sentence);
});

test("verify-source on a development chain, which no explorer takes", async () => {
  const changed = { CONSORTIUM_RPC_URL: development.url };
  expect(await refusal("verify-source", changed, ...CONSORTIUM)).toContain("Chain 31337 is a development chain");
});
