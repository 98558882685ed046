/** Which keys of an installation are officers', and with which production does not start. */
import { join } from "node:path";
import { Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Keys, openKeystore } from "../../chain/keystore.ts";
import { officerKeys, officersOf, unsafeOfficers } from "../../chain/officers.ts";
import { createRelayer } from "../../chain/outbox/relayer.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";

const PRODUCTION = { production: true, registrarKey: "keystore", adminKey: null };
const DEVELOPMENT = { production: false, registrarKey: "keystore", adminKey: "keystore" };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let keys: Keys;
const chains: TestChain[] = [];
beforeAll(async () => {
  folder = await temporaryFolder();
  keys = await openKeystore(join(folder.path, "keystore"), "a passphrase for tests", { scryptCost: 1024 });
});
afterAll(async () => {
  for (const chain of chains) await chain.close();
  await folder.close();
});

async function chainOf(officers: Parameters<typeof startTestChain>[0]): Promise<TestChain> {
  const chain = await startTestChain(officers);
  chains.push(chain);
  return chain;
}
const addresses = (list: readonly { address: string }[]) => list.map(({ address }) => address);

test("in production the relayer is no officer, the registrar's key is another, and nobody is the default admin", () => {
  const { registrar, admin } = officerKeys(keys, PRODUCTION);
  expect([addresses(registrar), admin]).toEqual([[keys.registrar.address], []]);
  expect(keys.registrar.address).not.toBe(keys.relayer.address);
  expect(officerKeys(keys, { ...PRODUCTION, registrarKey: null }).registrar).toEqual([]);
  const own = Wallet.createRandom();
  expect(addresses(officerKeys(keys, { ...PRODUCTION, registrarKey: own.privateKey }).registrar)).toEqual([
    own.address,
  ]);
  const here = officerKeys(keys, DEVELOPMENT);
  expect(addresses(here.admin)).toEqual([keys.relayer.address, keys.admin().address]);
});

describe("production", () => {
  const fault = async (officers: Parameters<typeof startTestChain>[0], settings = PRODUCTION) => {
    const chain = await chainOf(officers);
    return unsafeOfficers(chain.rpc, chain.contract, keys, settings);
  };
  const wallet = Wallet.createRandom().address;

  test("starts where the registrar is a key of its own and the default admin a wallet elsewhere", async () => {
    expect(await fault({ admin: wallet, registrar: keys.registrar })).toBeUndefined();
  });

  test("does not where the relayer is registrar, and says what to do, without a key", async () => {
    const told = await fault({ admin: wallet, registrar: keys.relayer });
    expect(told).toContain(`the relayer ${keys.relayer.address} is a registrar of the contract`);
    expect(told).toContain(`grant REGISTRAR_ROLE to ${keys.registrar.address} and revoke`);
    expect(told).not.toContain(keys.registrar.privateKey.slice(2, 10));
    expect(told).not.toContain("\n");
  });

  test.each([
    ["relayer", () => keys.relayer.address],
    ["keystore's development admin", () => keys.admin().address],
    ["registrar", () => keys.registrar.address],
  ])("does not where the %s is default admin", async (name, address) => {
    const told = await fault({ admin: address(), registrar: keys.registrar });
    expect(told).toContain(`the ${name} ${address()} is the contract's default admin`);
  });
});

describe("who acts", () => {
  test("is the first whom the chain says holds the office, and nobody where none does", async () => {
    const chain = await chainOf({ admin: Wallet.createRandom().address, registrar: keys.registrar });
    const { registrar, admin } = officerKeys(keys, DEVELOPMENT);
    const sender = (key: (typeof registrar)[number]) => createRelayer(chain.rpc, key, chain.chainId, chain.contract);
    const officers = officersOf(chain.rpc, chain.contract, {
      registrar: registrar.map(sender),
      admin: admin.map(sender),
    });
    expect((await officers.for("producer"))?.address).toBe(keys.registrar.address.toLowerCase());
    expect(await officers.for("regulator")).toBeUndefined();
    expect(officers.all).toHaveLength(3);
  });

  test("is asked of the chain each time until somebody does, and an office that is over is none", async () => {
    const chain = await chainOf({ admin: keys.relayer.address, registrar: keys.relayer });
    const sender = createRelayer(chain.rpc, keys.registrar, chain.chainId, chain.contract);
    const officers = officersOf(chain.rpc, chain.contract, { registrar: [sender], admin: [] });
    expect(await officers.for("carrier")).toBeUndefined();
    const role = await chain.trace.getFunction("REGISTRAR_ROLE")();
    await (await chain.asAdmin.getFunction("grantRole")(role, sender.address)).wait();
    const past = Math.floor(Date.now() / 1000) - 60;
    await (await chain.asAdmin.getFunction("setTerm")(sender.address, past)).wait();
    expect(await officers.for("carrier")).toBeUndefined();
    await (await chain.asAdmin.getFunction("setTerm")(sender.address, 0)).wait();
    expect(await officers.for("carrier")).toBe(sender);
  });
});
