/** Acts that a wallet signs, in a real browser: shown beforehand, refused in each way that there is, and done once. */
import { getBytes, type HDNodeWallet, toBeHex, Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ConsolePage, type ConsoleWorld, look, startConsole } from "./support/console.ts";
import { withWallet } from "./support/wallet.ts";

/** How the wallet stands. */
interface TestWallet {
  account: HDNodeWallet;
  chainId: number;
  /** Whether its holder says no to whatever is to be signed. */
  refuses: boolean;
  /** Whether it has the network that it is asked to change to. */
  hasNetwork: boolean;
  /** The methods that it was called with. */
  readonly asked: string[];
}

let world: ConsoleWorld;
let wallet: TestWallet;
let token: string;

beforeAll(async () => {
  world = await startConsole();
  const { api } = world;
  const account = await api.account("supplier", "Wallet Growers");
  token = account.token;
  const { wallet: key } = await api.chain.actor(90, "producer");
  api.database.raw
    .prepare("update accounts set address = ?, custody = 'wallet' where id = ?")
    .run(key.address.toLowerCase(), account.user.id);
  // Its grant lands after the wallet's: once it is mirrored, so is that.
  await api.account("inspector");
  wallet = { account: key, chainId: api.chain.chainId, refuses: false, hasNetwork: false, asked: [] };
});
afterAll(() => world?.close());

async function answers(method: string, params: readonly unknown[]): Promise<unknown> {
  wallet.asked.push(method);
  if (wallet.refuses && ["personal_sign", "eth_signTypedData_v4"].includes(method)) throw { code: 4001 };
  switch (method) {
    case "eth_requestAccounts":
      return [wallet.account.address];
    case "eth_chainId":
      return toBeHex(wallet.chainId);
    case "wallet_switchEthereumChain":
      if (!wallet.hasNetwork) throw { code: 4902 };
      wallet.chainId = Number((params[0] as { chainId: string }).chainId);
      return null;
    case "personal_sign":
      return wallet.account.signMessage(getBytes(params[0] as string));
    case "eth_signTypedData_v4": {
      const { domain, types, message } = JSON.parse(params[1] as string);
      const { EIP712Domain: _, ...structs } = types;
      return wallet.account.signTypedData(domain, structs, message);
    }
    default:
      throw { code: 4200 };
  }
}

const NAME = "Signed apples";
const made = async () => {
  const { body } = await world.api.call("GET", `/v1/traces?search=${encodeURIComponent(NAME)}`, { token });
  return body.data as { id: string }[];
};

test("a wallet signs in, sees what it signs in whose name, and each refusal records nothing", async () => {
  const page = await world.open("/batches/new", {}, withWallet(answers));
  await page.getByRole("button", { name: "Sign in with Test Wallet" }).click();
  await page.getByLabel("What it is").fill(NAME);
  await page.getByLabel("Quantity").fill("40");
  await page.getByLabel("Unit").fill("kg");

  await create(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Wallet Growers").waitFor();
  await dialog.getByText(wallet.account.address, { exact: true }).waitFor();
  await dialog.getByText("producer").waitFor();
  await dialog.getByText("Create a batch").waitFor();
  await look(page, "sign");
  // Until somebody chose to sign, the wallet was asked for nothing but to sign in.
  expect(wallet.asked).toEqual(["eth_requestAccounts", "personal_sign"]);
  await dialog.getByRole("button", { name: "Do not sign" }).click();
  await page.getByText("You refused in your wallet. Nothing was recorded.").waitFor();

  wallet.refuses = true;
  await sign(page);
  await page.getByText("You refused in your wallet. Nothing was recorded.").waitFor();
  wallet.refuses = false;

  wallet.chainId = 1;
  await sign(page);
  await page.getByText("Your wallet is on another network").waitFor();
  const own = wallet.account;
  wallet.chainId = world.api.chain.chainId;
  wallet.account = Wallet.createRandom();
  await sign(page);
  await page.getByText("Your wallet shows another account").waitFor();
  wallet.account = own;
  expect(await made()).toEqual([]);
  expect(await page.getByLabel("What it is").inputValue()).toBe(NAME);

  // The signature arrives, its answer does not: sent again, it is the same act. The network is changed to the contract's.
  wallet.chainId = 1;
  wallet.hasNetwork = true;
  let cuts = 0;
  await page.route("**/signature", async (route) => {
    if (cuts++ > 0) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await sign(page);
  await page.getByText("There is no connection.").waitFor();
  await expect.poll(async () => (await made()).length).toBe(1);
  await create(page);
  await page.getByRole("heading", { name: NAME }).waitFor();
  expect(await made()).toHaveLength(1);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("a wallet splits a batch: its parts and their labels are told from its operation", async () => {
  const [batch] = await made();
  const page = await world.open(`/batches/${batch?.id}`, { locale: "zh-CN" }, withWallet(answers));
  await page.getByRole("button", { name: "使用 Test Wallet 登录" }).click();
  await page.getByRole("button", { name: "拆分", exact: true }).click();
  await page.getByRole("spinbutton", { name: "份数", exact: true }).fill("2");
  await page.getByLabel("每份数量").fill("5");
  await page.getByTestId("form-split").getByRole("button", { name: "拆分", exact: true }).click();
  await page.getByRole("dialog").getByText("拆分批次", { exact: true }).waitFor();
  await page.getByRole("button", { name: /Test Wallet/ }).click();
  await page.getByRole("heading", { name: "已拆分 2 份" }).waitFor();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "获取这些批次的全部标签（PDF）" }).click();
  expect((await saved).suggestedFilename()).toMatch(/-parts\.pdf$/);
  await look(page, "split-zh");
  expect(page.complaints).toEqual([]);
  await page.close();
});

const create = (page: ConsolePage) => page.getByRole("button", { name: "Create the batch" }).click();

/** Send it once more, and have the wallet sign. */
async function sign(page: ConsolePage): Promise<void> {
  await create(page);
  await page.getByRole("button", { name: "Sign with Test Wallet" }).click();
}
