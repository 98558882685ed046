/** Events of administration have no number by which a missing one would be noticed. */
import { id } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mayHaveLogs } from "../../indexer/kept-back.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openTestMirror } from "../support/mirror.ts";

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const NEWCOMER = "0x00000000000000000000000000000000000000aa";

beforeAll(async () => {
  folder = await temporaryFolder();
  chain = await startTestChain();
});
afterAll(async () => {
  await chain.close();
  await folder.close();
});

test("a role granted in a block that a node calls empty is waited for, not passed over", async () => {
  await chain.mine(5);
  let isLagging = false;
  const holding = { ...chain.rpc };
  holding.call = async (method, parameters, options) =>
    method === "eth_getLogs" && isLagging ? ([] as never) : chain.rpc.call(method, parameters, options);
  const mirror = await openTestMirror(chain, folder.path, { rpc: holding });
  await mirror.sync();
  const roles = mirror.database.raw.prepare("select current from account_roles where address = ?").pluck();

  await (await chain.trace.getFunction("grantRole")(id("CARRIER_ROLE"), NEWCOMER)).wait();
  await chain.mine();
  isLagging = true;
  for (let rounds = 0; rounds < 5; rounds++) expect(await mirror.step()).toBe("waiting");
  isLagging = false;
  await mirror.sync();
  expect(roles.get(NEWCOMER)).toBeGreaterThan(0);
  await mirror.close();
});

test("a header's filter never denies logs that are there", async () => {
  await (await chain.trace.getFunction("grantRole")(id("CARRIER_ROLE"), `0x${"bb".repeat(20)}`)).wait();
  const granted = await chain.rpc.block("latest");
  await chain.mine();
  const empty = await chain.rpc.block("latest");
  expect(mayHaveLogs(granted?.logsBloom ?? "0x", chain.contract)).toBe(true);
  expect(mayHaveLogs(granted?.logsBloom ?? "0x", NEWCOMER)).toBe(false);
  expect(mayHaveLogs(empty?.logsBloom ?? "0x", chain.contract)).toBe(false);
});
