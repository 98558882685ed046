import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actors, startActors } from "../support/acts.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { recordDeployment } from "../support/deployment.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openTestMirror } from "../support/mirror.ts";
import { startProcess } from "../support/process.ts";

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let actors: Actors;
let others: Actors;

beforeAll(async () => {
  folder = await temporaryFolder();
  chain = await startTestChain();
  actors = await startActors(chain, 1);
  others = await startActors(chain, 500);
  await recordDeployment(folder.path, chain);
});
afterAll(async () => {
  await chain.close();
  await folder.close();
});

const settings = () => ({
  DATA_DIR: folder.path,
  CHAIN_RPC_URL: chain.url,
  CHAIN_POLL_INTERVAL: "20",
  CHAIN_CONFIRMATIONS: "3",
});

/** The indexer, killed at a named place; the mirror it leaves behind goes on, and must end up as a fresh one. */
async function killAt(failpoint: string): Promise<void> {
  const killed = startProcess("indexer/main.ts", { ...settings(), FAILPOINT: failpoint });
  expect(await killed.exited).toBe("SIGKILL");
  const survivor = await openTestMirror(chain, folder.path);
  await survivor.sync();
  const fresh = await openTestMirror(chain, folder.path, { name: `fresh-${failpoint.replace(":", "-")}` });
  await fresh.sync();
  expect(survivor.dump() === fresh.dump()).toBe(true);
  await survivor.close();
  await fresh.close();
}

test.each([
  "indexer:between-checks",
  "indexer:between-blocks",
  "indexer:after-cursor",
  "indexer:between-facts",
  "indexer:before-commit",
  "indexer:after-commit",
])("an indexer killed at %s leaves nothing half written", async (failpoint) => {
  for (let i = 0; i < 3; i++) await actors.act();
  await killAt(failpoint);
});

test.each(["indexer:reorg-cursor-moved", "indexer:reorg-facts-deleted", "indexer:reorg-before-commit"])(
  "an indexer killed at %s, amid a reorganisation, leaves nothing half written",
  async (failpoint) => {
    const fork = await chain.snapshot();
    const history = actors.remember();
    for (let i = 0; i < 2; i++) await actors.act();
    const mirror = await openTestMirror(chain, folder.path);
    await mirror.sync();
    await mirror.close();
    await chain.revert(fork);
    actors.recall(history);
    for (let i = 0; i < 3; i++) await others.act();
    await killAt(failpoint);
  },
);

test("a database of another chain is refused with one sentence", async () => {
  const other = await startTestChain();
  await other.mine();
  const refused = startProcess("indexer/main.ts", { ...settings(), CHAIN_RPC_URL: other.url });
  expect(await refused.exited).toBe(78);
  expect(refused.output().trim().split("\n")).toHaveLength(1);
  expect(refused.output()).toContain("another chain");
  await other.close();
});
