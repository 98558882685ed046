import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Rpc } from "../../chain/rpc.ts";
import { type Actors, startActors } from "../support/acts.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openTestMirror, type TestMirror } from "../support/mirror.ts";

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let mirror: TestMirror;
let actors: Actors;
let others: Actors;
let runs = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
  chain = await startTestChain();
  actors = await startActors(chain, 1);
  others = await startActors(chain, 500);
});
beforeEach(async () => {
  mirror = await openTestMirror(chain, folder.path, { name: `mirror-${runs++}` });
});
afterEach(() => mirror.close());
afterAll(async () => {
  await chain.close();
  await folder.close();
});

/** Fails unless SQL is what a mirror begun now would be. */
async function expectSameAsFresh(): Promise<void> {
  const fresh = await openTestMirror(chain, folder.path, { name: `fresh-${runs++}` });
  await fresh.sync();
  expect(mirror.dump() === fresh.dump()).toBe(true);
  await fresh.close();
}

test.each([1, 2, 3, 8, 25])("a reorganisation of %i blocks leaves SQL as a fresh mirror would be", async (depth) => {
  await actors.act();
  const fork = await chain.snapshot();
  const history = actors.remember();
  for (let i = 0; i < depth; i++) await actors.act();
  await mirror.sync();
  const before = mirror.dump();
  await chain.revert(fork);
  actors.recall(history);
  for (let i = 0; i < depth + 2; i++) await others.act();
  await mirror.sync();

  expect(mirror.dump() === before).toBe(false);
  await expectSameAsFresh();
});

test("a batch whose creation is reorganised away is gone, with its roles' grants", async () => {
  await actors.act();
  await mirror.sync();
  const snapshot = await chain.snapshot();
  const late = await startActors(chain, 700);
  await late.act();
  await mirror.sync();
  const count = () => mirror.database.raw.prepare("select count(*) from batches where code like 'B700%'").pluck().get();
  expect(count()).toBe(1);
  await chain.revert(snapshot);
  await chain.mine(10);
  await mirror.sync();
  expect(count()).toBe(0);
  await expectSameAsFresh();
});

test("a chain that is shorter for a while is a lagging node, not a reorganisation", async () => {
  const snapshot = await chain.snapshot();
  const history = actors.remember();
  for (let i = 0; i < 3; i++) await actors.act();
  await mirror.sync();
  const before = mirror.dump();
  await chain.revert(snapshot);
  actors.recall(history);
  expect(await mirror.step()).toBe("waiting");
  expect(mirror.dump() === before).toBe(true);
});

/** An endpoint behind which the chain is reorganised after the nth call of a method. */
function reorganisingRpc(rpc: Rpc, nth: number, reorganise: () => Promise<void>): Rpc {
  let calls = 0;
  const count = async () => {
    if (++calls === nth) await reorganise();
  };
  return {
    ...rpc,
    async call(method, parameters, options) {
      const answer = await rpc.call(method, parameters, options);
      await count();
      return answer as never;
    },
    async block(tag) {
      const answer = await rpc.block(tag);
      await count();
      return answer;
    },
    async blockNumber() {
      const answer = await rpc.blockNumber();
      await count();
      return answer;
    },
  };
}

test.each(Array.from({ length: 14 }, (_, i) => i + 1))(
  "a chain that is reorganised right after the mirror's call number %i does no harm",
  async (nth) => {
    await actors.act();
    await mirror.sync();
    const snapshot = await chain.snapshot();
    const history = actors.remember();
    for (let i = 0; i < 3; i++) await actors.act();
    const rpc = reorganisingRpc(chain.rpc, nth, async () => {
      await chain.revert(snapshot);
      actors.recall(history);
      for (let i = 0; i < 4; i++) await others.act();
    });
    // The same database, by way of an endpoint behind which the chain changes.
    const racing = await openTestMirror(chain, folder.path, { name: `mirror-${runs - 1}`, rpc });
    await racing.sync();
    await racing.close();
    await mirror.sync();
    await expectSameAsFresh();
  },
);
