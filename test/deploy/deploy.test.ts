import { access, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Contract, getAddress, id, JsonRpcProvider, Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DeploymentRecord, deploymentFile, readDeployment, writeDeployment } from "../../chain/deployment.ts";
import { createRpc } from "../../chain/rpc.ts";
import { deploymentOn } from "../../config/find-deployment.ts";
import { CREATEX_ADDRESS, createxInstallationCost } from "../../scripts/deploy/createx.ts";
import { temporaryFolder } from "../support/folder.ts";
import { type Anvil, startAnvil } from "./support/anvil.ts";
import { deploy, run } from "./support/commands.ts";

/** `npm run deploy` on chains of their own, of which some make blocks by the clock. The tests build on each other. */
const CHAIN = 31_338;
const SLOW_CHAIN = 31_339;
const BASE = 8_453;
const deployer = Wallet.createRandom();
const admin = Wallet.createRandom().address;
const registrar = Wallet.createRandom().address;
const officers = ["--admin", admin, "--registrar", registrar];

let chain: Anvil;
let slowChain: Anvil;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let settings: Record<string, string>;
let address: string;

const file = () => deploymentFile(folder.path, CHAIN);
const text = () => readFile(file(), "utf8");
const record = async () => (await readDeployment([folder.path], CHAIN)) as DeploymentRecord;
const deployHere = (...parameters: string[]) => deploy(settings, "--out", folder.path, ...parameters);

beforeAll(async () => {
  [chain, slowChain, folder] = await Promise.all([
    startAnvil(CHAIN),
    startAnvil(SLOW_CHAIN, { blockTime: 1 }),
    temporaryFolder(),
  ]);
  await Promise.all([chain.give(deployer.address, 1_000n), slowChain.give(deployer.address, 1_000n)]);
  settings = {
    DATA_DIR: folder.path,
    CONSORTIUM_RPC_URL: chain.url,
    CONSORTIUM_EXPLORER_URL: "https://explorer.example/",
    DEPLOYER_PRIVATE_KEY: deployer.privateKey,
  };
});

afterAll(async () => {
  await Promise.all([chain.close(), slowChain.close()]);
  await folder.close();
});

test("a dry run prints the address and the cost, and sends and writes nothing", async () => {
  const { code, output } = await deployHere(...officers, "--dry-run");
  expect(code, output).toBe(0);
  address = /Contract\s+(0x[0-9a-fA-F]{40})/.exec(output)?.[1] ?? "";
  expect(address).toBe(getAddress(address));
  expect(output).toMatch(/Cost\s+about 0\.3\d+ of the chain's money \(\d+ gas at .* and 0\.3 to install CreateX\)/);
  expect(await chain.sent(deployer.address)).toBe(0);
  await expect(access(file())).rejects.toThrow();
});

test("a deployment is where the dry run said, written down, linked to, and run by its officers", async () => {
  const { code, output } = await deployHere(...officers);
  expect(code, output).toBe(0);
  expect(output).toContain(`https://explorer.example/address/${address}`);

  const { address: written, startBlock, transactionHash, creation, constructorArguments } = await record();
  expect(getAddress(written)).toBe(address);
  expect(creation).toMatchObject({ strategy: "create2", salt: id("Suyuan Trace") });
  expect(constructorArguments.slice(0, 2)).toEqual([admin, registrar]);
  expect((await chain.rpc.receipt(transactionHash))?.blockNumber).toBe(startBlock);

  const provider = new JsonRpcProvider(chain.url);
  const trace = new Contract(address, (await record()).abi as never, provider);
  expect(await trace.getFunction("defaultAdmin")()).toBe(admin);
  expect(await trace.getFunction("hasRole")(id("REGISTRAR_ROLE"), registrar)).toBe(true);
  provider.destroy();
});

test("a second run finds the same address and changes nothing, even if it is told nothing but the network", async () => {
  const [before, sent] = [await text(), await chain.sent(deployer.address)];
  for (const parameters of [officers, []]) {
    const { code, output } = await deployHere(...parameters);
    expect(code, output).toBe(0);
    expect(output).toContain(address);
    expect(output).toContain("nothing was changed");
  }
  expect(await text()).toBe(before);
  // One pays CreateX's one-time sender, one deploys.
  expect([sent, await chain.sent(deployer.address)]).toEqual([2, 2]);
});

test("a lost file and a lost journal are made up for from the chain", async () => {
  const before = await text();
  await rm(join(folder.path, "deployments"), { recursive: true });
  await rm(join(folder.path, "deploy", "ignition"), { recursive: true });
  await deployHere(...officers, "--dry-run");
  await expect(access(file())).rejects.toThrow();
  const { code, output } = await deployHere(...officers);
  expect(code, output).toBe(0);
  expect(output).toContain("only the file was written anew");
  expect(await text()).toBe(before);
  expect(await chain.sent(deployer.address)).toBe(2);
});

test("the address is the same on chains that make blocks by the clock, with CreateX installed or there already", async () => {
  const base = await startAnvil(BASE, { blockTime: 1 });
  const onBase = { ...settings, BASE_RPC_URL: base.url };
  const parameters = ["--out", folder.path, ...officers];
  try {
    await base.give(deployer.address, 1_000n);
    const refused = await run("scripts/deploy.ts", onBase, ["--network", "base", ...parameters]);
    expect(refused.output).toContain("The node of Base has no CreateX");

    await base.rpc.call("anvil_setCode", [
      CREATEX_ADDRESS,
      await chain.rpc.call("eth_getCode", [CREATEX_ADDRESS, "latest"]),
    ]);
    const outcomes = await Promise.all([
      deploy({ ...settings, CONSORTIUM_RPC_URL: slowChain.url }, ...parameters),
      run("scripts/deploy.ts", onBase, ["--network", "base", ...parameters]),
    ]);
    for (const { code, output } of outcomes) expect(code, output).toBe(0);
    expect(outcomes[1]?.output).toContain(`https://basescan.org/address/${address}`);
    expect(await base.sent(deployer.address)).toBe(1);
    for (const id of [SLOW_CHAIN, BASE]) {
      expect((await readDeployment([folder.path], id))?.address).toBe((await record()).address);
    }
  } finally {
    await base.close();
  }
});

test("other arguments are refused, unless the new contract names the old one, whose file is kept", async () => {
  const old = await record();
  const other = ["--admin", Wallet.createRandom().address, "--registrar", registrar];
  const refused = await deployHere(...other);
  expect(refused.code).toBe(1);
  expect(refused.output).toContain(`--predecessor ${old.address}`);

  for (const outcome of ["Deployed.", "nothing was changed"]) {
    const { code, output } = await deployHere(...other, "--predecessor", old.address);
    expect(code, output).toBe(0);
    expect(output).toContain(outcome);
  }
  expect((await record()).address).not.toBe(old.address);
  expect((await record()).constructorArguments[2]).toBe(getAddress(old.address));
  expect((await readdir(join(folder.path, "deployments", String(CHAIN)))).sort()).toEqual([
    `Trace-${old.address}.input.json`,
    `Trace-${old.address}.json`,
    "Trace.input.json",
    "Trace.json",
  ]);
  const kept = deploymentFile(folder.path, CHAIN).replace("Trace.json", `Trace-${old.address}.json`);
  expect(JSON.parse(await readFile(kept, "utf8"))).toEqual(old);
});

test("a chain that cannot have CreateX is told of, and takes a deployment from the deployer's nonce, once", async () => {
  const poor = Wallet.createRandom();
  const bare = await startAnvil(31_340);
  const out = join(folder.path, "bare");
  const here = { ...settings, CONSORTIUM_RPC_URL: bare.url, DEPLOYER_PRIVATE_KEY: poor.privateKey };
  try {
    // Less than CreateX's installation costs, and more than the deployment.
    expect(await createxInstallationCost()).toBe(3n * 10n ** 17n);
    await bare.rpc.call("anvil_setBalance", [poor.address, `0x${(2n * 10n ** 17n).toString(16)}`]);
    const refused = await deploy(here, "--out", out, ...officers);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain(`The deployer ${poor.address} has 0.2 of the chain's money`);

    for (const outcome of ["Deployed.", "nothing was changed"]) {
      const { code, output } = await deploy(here, "--out", out, ...officers, "--strategy", "create");
      expect(code, output).toBe(0);
      expect(output).toContain(outcome);
    }
    expect(await bare.sent(poor.address)).toBe(1);
    expect((await readDeployment([out], 31_340))?.creation).toMatchObject({ strategy: "create" });
  } finally {
    await bare.close();
  }
});

test("a chain before Cancun refuses the usual target, and takes the one that is made for it", async () => {
  const old = await startAnvil(31_341, { hardfork: "london" });
  const out = join(folder.path, "london");
  const here = { ...settings, CONSORTIUM_RPC_URL: old.url };
  try {
    await old.give(deployer.address, 1_000n);
    const refused = await deploy(here, "--out", out, ...officers);
    expect(refused.code, refused.output).toBe(1);
    expect(refused.output).toContain("EVM_VERSION=london");

    const { code, output } = await deploy({ ...here, EVM_VERSION: "london" }, "--out", out, ...officers);
    expect(code, output).toBe(0);
    const { address, abi } = (await readDeployment([out], 31_341)) as DeploymentRecord;
    const provider = new JsonRpcProvider(old.url);
    expect(await new Contract(address, abi as never, provider).getFunction("defaultAdmin")()).toBe(admin);
    provider.destroy();
  } finally {
    await old.close();
  }
});

test("what was deployed from a checkout decides for a folder of its own chain alone, and gives way to the folder's own", async () => {
  const checkout = folder.path;
  const empty = join(folder.path, "elsewhere");
  const other = await startAnvil(CHAIN);
  try {
    const here = createRpc(chain.url);
    expect((await deploymentOn({ dataFolder: empty, rpc: here, checkout }, CHAIN))?.address).toBe(
      (await record()).address,
    );
    // Another chain of the same number, as every local one is.
    expect(await deploymentOn({ dataFolder: empty, rpc: createRpc(other.url), checkout }, CHAIN)).toBeUndefined();
    // One of the contract's first form is another's affair.
    const old = join(folder.path, "old");
    await writeDeployment(old, { ...(await record()), abi: [] });
    expect(await deploymentOn({ dataFolder: empty, rpc: here, checkout: old }, CHAIN)).toBeUndefined();
    const own = { ...(await record()), address: `0x${"12".repeat(20)}` } as const;
    await writeDeployment(empty, own);
    expect(await deploymentOn({ dataFolder: empty, rpc: here, checkout }, CHAIN)).toEqual(own);
  } finally {
    await other.close();
  }
});

test("the deployer's key is in no file below the folder", async () => {
  const key = deployer.privateKey.slice(2);
  const names = await readdir(folder.path, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(5);
  for (const entry of files) {
    const content = await readFile(join(entry.parentPath, entry.name), "utf8");
    expect(content.includes(key), entry.name).toBe(false);
  }
});
