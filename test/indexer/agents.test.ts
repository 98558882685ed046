/** Who acts for whom, as lines of administration set it: in the mirror, after a reorganisation, and filled in later. */
import { Migrator } from "kysely/migration";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mirrorRepository } from "../../store/batches/mirror.ts";
import { openDatabase } from "../../store/database.ts";
import { migrations } from "../../store/migrations/index.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openTestMirror, type TestMirror } from "../support/mirror.ts";

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let mirror: TestMirror;
type Actor = Awaited<ReturnType<TestChain["actor"]>>;
let firm: Actor;
let agent: Actor;
let heir: Actor;
beforeAll(async () => {
  folder = await temporaryFolder();
  chain = await startTestChain();
  [firm, agent, heir] = [await chain.actor(1, "producer"), await chain.actor(2), await chain.actor(3)];
  mirror = await openTestMirror(chain, folder.path);
});
afterAll(async () => {
  await mirror.close();
  await chain.close();
  await folder.close();
});

const send = async ({ trace }: Actor, verb: string, ...parameters: unknown[]) =>
  (await trace.getFunction(verb)(...parameters)).wait();
const rows = (of = mirror) =>
  of.database.raw.prepare("select custodian, account, heir from agents order by heir, account").raw().all();
const lower = ({ wallet }: Actor) => wallet.address.toLowerCase() as `0x${string}`;
const acts = (account: Actor) => mirrorRepository(mirror.database).isAgent(lower(firm), lower(account));

test("an agent acts until it is dismissed, an heir for good, nobody else, and not the other way about", async () => {
  await send(firm, "setAgent", agent.wallet.address, true);
  await send(firm, "moveAccount", heir.wallet.address);
  await mirror.sync();
  expect([await acts(agent), await acts(heir)]).toEqual([true, false]);
  expect(await mirrorRepository(mirror.database).isAgent(lower(agent), lower(firm))).toBe(false);
  await send(heir, "acceptAccount", firm.wallet.address);
  await send(firm, "setAgent", heir.wallet.address, true);
  await send(firm, "setAgent", heir.wallet.address, false);
  const fork = await chain.snapshot();
  await send(firm, "setAgent", agent.wallet.address, false);
  await mirror.sync();
  expect([await acts(agent), await acts(heir)]).toEqual([false, true]);

  // The dismissal is reorganised away.
  await chain.revert(fork);
  await send(firm, "setAgent", firm.wallet.address, true);
  await chain.mine(3);
  await mirror.sync();
  expect([await acts(agent), await acts(heir)]).toEqual([true, true]);
});

test("thrown away and made anew they are the same, and so they are filled in for a mirror from before", async () => {
  const before = mirror.dump();
  const kept = rows();
  await mirror.rebuild();
  await mirror.sync();
  expect(mirror.dump()).toBe(before);

  const database = openDatabase(`${folder.path}/older.sqlite`);
  const migrator = new Migrator({ db: database.write, provider: { getMigrations: async () => ({ ...migrations }) } });
  expect((await migrator.migrateTo("0023-every-act-a-line")).error).toBeUndefined();
  database.raw.exec(`attach '${folder.path}/suyuan.sqlite' as synced; insert into facts select * from synced.facts`);
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  expect(rows({ database } as TestMirror)).toEqual(kept);
  expect(kept).toHaveLength(3);
  await database.close();
});
