/** Where the local chain's state comes from while nothing, or something else, runs. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRpc } from "../../chain/rpc.ts";
import { findChain } from "../../scripts/backup/chain-state.ts";
import { type WorkFolder, withWorkFolder } from "../../scripts/backup/work-folder.ts";
import { startLocalChain } from "../../scripts/start/local-chain.ts";
import { lockFolder } from "../../scripts/start/lock.ts";
import { temporaryFolder } from "../support/folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const known = (block: number, genesisHash = "0x12") => ({ chainId: 31337, genesisHash, block });

beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.close());

const working = <T>(run: (work: WorkFolder) => Promise<T>) =>
  withWorkFolder(join(folder.path, "backup.tar"), "test", run);

async function dataFolder(name: string, state?: string): Promise<string> {
  const data = join(folder.path, name);
  await mkdir(join(data, "chain"), { recursive: true });
  if (state !== undefined) await writeFile(join(data, "chain", "state.json"), state);
  return data;
}

test.each([
  ["none", undefined, /There is no local chain in .*: give CHAIN_RPC_URL/],
  ["cut", '{"best_block_number":', /killed while it saved its state: start and stop the instance once/],
  ["old", '{"best_block_number":6}', /killed before it saved its latest blocks: start and stop the instance once/],
])("a stopped chain whose state is %s is told of", async (name, state, sentence) => {
  const data = await dataFolder(name, state);
  await working(async (work) => {
    const chain = await findChain(data, known(7), work);
    await expect(chain.state()).rejects.toThrow(sentence);
  });
});

test("a stopped instance cannot be started before its backup is done", async () => {
  const data = await dataFolder("stopped", '{"best_block_number":"0x7"}');
  await working(async (work) => {
    const chain = await findChain(data, known(7), work);
    expect(await chain.state()).toMatchObject({ block: 7 });
    expect(() => lockFolder(data)).toThrow(/is in use/);
  });
  lockFolder(data).release();
});

test("a running chain is asked, if it is the one that the database mirrors", async () => {
  const data = await dataFolder("running");
  const local = await startLocalChain(join(data, "chain"), 0);
  try {
    const rpc = createRpc(local.url);
    for (let block = 0; block < 3; block++) await rpc.call("evm_mine", []);
    const genesis = (await rpc.block(0))?.hash ?? "";
    await working(async (work) => {
      const chain = await findChain(data, known(3, genesis), work);
      await chain.fetch();
      expect((await chain.state()).block).toBe(3);
    });
    // Another instance's chain, on the port that this one had.
    const other = await dataFolder("other", '{"best_block_number":9}');
    await writeFile(join(other, "chain", "anvil.url"), await readFile(join(data, "chain", "anvil.url")));
    await working(async (work) => expect((await (await findChain(other, known(7), work)).state()).block).toBe(9));
  } finally {
    await local.child.stop();
  }
});
