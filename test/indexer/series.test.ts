/** The steps of series in the mirror: after a reorganisation, made anew, and filled in for a mirror from before. */
import { hexlify, id, randomBytes, toUtf8Bytes, zeroPadBytes } from "ethers";
import { Migrator } from "kysely/migration";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../store/database.ts";
import { migrations } from "../../store/migrations/index.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";
import { temporaryFolder } from "../support/folder.ts";
import { openTestMirror, type TestMirror } from "../support/mirror.ts";

let chain: TestChain;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let mirror: TestMirror;
beforeAll(async () => {
  folder = await temporaryFolder();
  chain = await startTestChain();
  mirror = await openTestMirror(chain, folder.path);
});
afterAll(async () => {
  await mirror.close();
  await chain.close();
  await folder.close();
});

const digest = () => hexlify(randomBytes(32));
const read = (of: TestMirror["database"], query: string) => of.raw.prepare(query).raw().all();
const STEPS = "select line, step, digest, actor from series_steps order by line, step";
const RECORDS = "select * from records order by digest";
const QUEUED = "select distinct digest from record_queue order by digest";

test("each step is looked for, no digest of the whole line is, and neither outlives its line", async () => {
  const { trace } = await chain.actor(1, "producer");
  const kind = zeroPadBytes(toUtf8Bytes("harvest"), 32);
  const record = async (digests: string[]) =>
    (await trace.getFunction("recordSeries")(id("S-1"), kind, digests)).wait();
  await (await trace.getFunction("create")("S-1", "0x4b474d", 5, true, trace.runner, digest())).wait();
  const kept = [digest(), digest(), digest()];
  await record(kept);
  const fork = await chain.snapshot();
  await record([digest(), kept[0] as string]);
  await mirror.sync();
  expect(read(mirror.database, STEPS)).toHaveLength(5);
  await chain.revert(fork);
  await chain.actor(2, "carrier");
  await chain.mine(4);
  await mirror.sync();
  const steps = read(mirror.database, STEPS) as [number, number, string, string][];
  expect(steps.map(([, step, named]) => [step, named])).toEqual(kept.map((named, step) => [step, named]));
  // The creation's own, and one a step.
  expect(read(mirror.database, RECORDS)).toHaveLength(4);
  expect((read(mirror.database, QUEUED) as string[][]).flat()).toEqual(expect.arrayContaining(kept));
});

test("made anew they are the same, and so they are for a mirror that knew series as lines alone", async () => {
  const before = mirror.dump();
  await mirror.rebuild();
  expect(mirror.dump()).toBe(before);

  const database = openDatabase(`${folder.path}/older.sqlite`);
  const migrator = new Migrator({ db: database.write, provider: { getMigrations: async () => ({ ...migrations }) } });
  expect((await migrator.migrateTo("0023-every-act-a-line")).error).toBeUndefined();
  database.raw.exec(`attach '${folder.path}/suyuan.sqlite' as synced;
    insert into facts select * from synced.facts;
    insert into records select digest, null, 'missing' from facts where digest is not null;
    insert into record_queue select actor, 0, digest, 0 from facts where digest is not null;
    detach synced`);
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  for (const query of [STEPS, RECORDS, QUEUED]) expect(read(database, query)).toEqual(read(mirror.database, query));
  await database.close();
});
