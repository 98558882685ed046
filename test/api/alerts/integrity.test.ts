/** What anybody is told of the mirror: now, and what was found of it on the days before, also where it was found wrong. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../../web/bundle.ts";
import { until } from "../../support/process.ts";
import { startWatched, type Watched } from "./support.ts";

let world: Watched;
beforeAll(async () => {
  world = await startWatched({ app: { web: await buildWeb() } });
});
afterAll(() => world.close());

const report = async () => (await world.call("GET", "/v1/integrity")).body.data;
const cursor = () => world.database.write.updateTable("cursor");

async function page(language: string): Promise<string> {
  const answer = await world.app.request("/integrity", {
    headers: { "accept-language": language, accept: "text/html" },
  });
  expect(answer.status).toBe(200);
  return answer.text();
}

test("a mirror that is the contract's is said to be so, and one that is not is told of, on its day also afterwards", async () => {
  await until(async () => (await report()).agrees === true);
  const before = await report();
  expect(before).toMatchObject({ agrees: true, days: [], contract: world.chain.contract });
  expect(before.mirror).toMatchObject({ lines: before.onChain.lines, chain: before.onChain.chain });
  expect(await page("en")).toContain("not one more and not one less");

  const alerts = world.watch({}, { sampleEvery: 0 });
  await until(async () => (await report()).days[0]?.checks > 1);
  expect((await report()).days).toEqual([
    expect.objectContaining({ day: new Date().toISOString().slice(0, 10), mismatches: 0, disagreements: 0 }),
  ]);

  const { chain } = await world.database.read.selectFrom("cursor").select("chain").executeTakeFirstOrThrow();
  await world.indexer.stop();
  await cursor()
    .set({ chain: `0x${"0".repeat(64)}` })
    .execute();
  await until(async () => (await report()).agrees === false);
  expect(await page("zh-CN")).toContain("请以区块链为准");
  await until(async () => (await report()).days[0].disagreements > 0);
  await world.told("mirror-mismatch", "begun");
  await cursor().set({ chain }).execute();
  await until(async () => (await report()).agrees === true);
  await world.told("mirror-mismatch", "begun", "over");
  await alerts.stop();
  expect((await report()).days[0].disagreements).toBeGreaterThan(0);
  expect(await page("zh-CN")).toContain('class="bad"');
});

test("while the chain's node cannot say, nothing is claimed", async () => {
  const blockHash = `0x${"ab".repeat(32)}`;
  await cursor().set({ block_hash: blockHash }).execute();
  await until(async () => (await report()).mirror.blockHash === blockHash);
  expect(await report()).toMatchObject({ agrees: null, onChain: null });
  expect(await page("en")).toContain("node does not answer");
});
