import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DeploymentRecord, readDeployment } from "../../chain/deployment.ts";
import { giveCompiled } from "../support/build.ts";
import { temporaryFolder } from "../support/folder.ts";
import { type Anvil, startAnvil } from "./support/anvil.ts";
import { startBlockscout } from "./support/blockscout.ts";
import { deploy, verifySource } from "./support/commands.ts";
import { startSourcify, verifyWithSourcify } from "./support/sourcify.ts";

/**
 * An auditor's view of what `npm run deploy` deploys: Sourcify's own code finds a perfect match, and what is written
 * down is enough to come to the same bytes with nothing but the compiler.
 */
const CHAIN = 31_338;
const deployer = Wallet.createRandom();
const officer = () => Wallet.createRandom().address;

let chain: Anvil;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let settings: Record<string, string>;
let record: DeploymentRecord;
let input: string;

beforeAll(async () => {
  [chain, folder] = await Promise.all([startAnvil(CHAIN), temporaryFolder()]);
  await chain.give(deployer.address, 1_000n);
  await giveCompiled(join(folder.path, "deploy"));
  settings = { DATA_DIR: folder.path, CONSORTIUM_RPC_URL: chain.url, DEPLOYER_PRIVATE_KEY: deployer.privateKey };
  const officers = ["--admin", officer(), "--registrar", officer()];
  const { code, output } = await deploy(settings, ...officers, "--out", folder.path);
  expect(code, output).toBe(0);
  record = (await readDeployment([folder.path], CHAIN)) as DeploymentRecord;
  input = await readFile(join(folder.path, `deployments/${CHAIN}/Trace.input.json`), "utf8");
});

afterAll(async () => {
  await chain.close();
  await folder.close();
});

test("verify-source has Sourcify find a perfect match of the runtime and the creation code, and Blockscout asked", async () => {
  const [sourcify, blockscout] = [await startSourcify(chain.url, CHAIN), await startBlockscout()];
  const services = { SOURCIFY_API_URL: sourcify.url, CONSORTIUM_EXPLORER_URL: blockscout.url };
  const { code, output } = await verifySource({ ...settings, ...services }, "--out", folder.path);
  await Promise.all([sourcify.close(), blockscout.close()]);
  expect(code, output).toBe(0);
  expect(sourcify.matches).toEqual([{ runtime: "perfect", creation: "perfect" }]);
  expect(output).toContain("verified by 2 of 2 services");

  const form = blockscout.forms[0];
  expect(form?.get("contractaddress")).toBe(record.address);
  expect(form?.get("compilerversion")).toBe(`v${record.compiler.version}`);
  expect(JSON.parse(form?.get("sourceCode") ?? "{}").sources).toEqual(JSON.parse(input).sources);
  // The constructor's arguments are the end of what the chain was sent.
  const { input: sent } = await chain.rpc.call<{ input: string }>("eth_getTransactionByHash", [record.transactionHash]);
  expect(sent.replace(/(00)+$/, "")).toContain(form?.get("constructorArguments")?.replace(/(00)+$/, "") ?? "missing");
});

test("one changed comment is no perfect match any more", async () => {
  const match = await verifyWithSourcify(chain.url, CHAIN, {
    address: record.address,
    compilerVersion: record.compiler.version,
    stdJsonInput: JSON.parse(input.replace("Starts without batches", "Starts with no batches")),
    contractIdentifier: "project/contracts/Trace.sol:Trace",
  });
  expect(match.runtime).toBe("partial");
});

test("the compiler's input that is written down, and solc, give the creation code that the chain was sent", async () => {
  expect(`0x${createHash("sha256").update(input).digest("hex")}`).toBe(record.compiler.inputSha256);
  const solc = createRequire(import.meta.url)("solc");
  expect(solc.version()).toContain(record.compiler.version);
  const { contracts } = JSON.parse(solc.compile(input));
  const bytecode: string = contracts["project/contracts/Trace.sol"].Trace.evm.bytecode.object;
  const sent = await chain.rpc.call<{ input: string }>("eth_getTransactionByHash", [record.transactionHash]);
  expect(sent.input.includes(bytecode)).toBe(true);
});

test("a deployment made of other sources is refused before anybody is asked", async () => {
  const file = join(folder.path, `deployments/${CHAIN}/Trace.json`);
  const other = { ...record, compiler: { ...record.compiler, inputSha256: `0x${"00".repeat(32)}` } };
  await writeFile(file, JSON.stringify(other));
  const { code, output } = await verifySource(
    { ...settings, SOURCIFY_API_URL: "http://127.0.0.1:9" },
    "--out",
    folder.path,
  );
  expect(code).toBe(1);
  expect(output).toContain("was made of other sources than these");
});
