/** Recalls in SQL, of more batches than anybody reads at once: figures, pages, and what two requests at once may not do. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requireWithinHeld } from "../../domain/recalls/acknowledge-recall.ts";
import type { Recall, RecallQuota } from "../../domain/recalls/ports.ts";
import { aesSealer } from "../../integrations/messages/sealer.ts";
import type { Database } from "../../store/database.ts";
import { recallsRepository } from "../../store/recalls/recalls.ts";
import { openTestDatabase } from "../support/database.ts";
import { temporaryFolder } from "../support/folder.ts";
import { layeredId, writeLayers } from "../support/lineage.ts";
import { addressOf, NOW } from "../support/made.ts";

const DAY = 86_400_000;
const COUNT = 1_000;
const [MAKER, HOLDER, LATER] = [addressOf("a7"), addressOf("b8"), addressOf("c9")];
/** As much as 64 bits hold: sums are larger than SQLite's integers. */
const MOST = 2n ** 64n - 1n;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
let recalls: ReturnType<typeof recallsRepository>;
let whole: Recall;
beforeAll(async () => {
  folder = await temporaryFolder();
  database = await openTestDatabase(join(folder.path, "recalls.sqlite"));
  writeLayers(database, 1, COUNT);
  const putAccount = database.raw.prepare(
    `insert into accounts (id, username, name, role, address, key_id, custody, password_hash, token_version, created_at)
     values (?, ?, ?, 'producer', ?, ?, 'custodial', '', 0, 0)`,
  );
  for (const [id, address] of [MAKER, HOLDER, LATER].entries()) putAccount.run(id + 1, address, "", address, id + 1);
  recalls = recallsRepository(database, aesSealer(new Uint8Array(32)));
  whole = await begin({ count: COUNT });
});
afterAll(async () => {
  await database.close();
  await folder.close();
});

function begin({ count = 1, isDrill = false, firms = 0, first = 0 }, quota?: RecallQuota, key?: string) {
  const idempotency = key === undefined ? undefined : { key, requestHash: `0x${"1".repeat(64)}` as const };
  const items = Array.from({ length: count }, (_, index) => ({
    batchId: layeredId(0, first + index),
    code: `L0-${first + index}`,
    unit: index % 2 === 0 ? "KGM" : "LTR",
    holder: index % 4 === 0 ? HOLDER : MAKER,
    remaining: MOST,
    sold: 2_000n,
    marking: index % 2 === 0 ? ("holder" as const) : ("notice" as const),
    actor: index % 2 === 0 ? MAKER : null,
  }));
  return recalls.add(
    {
      reason: "Salmonella",
      class: "2",
      scope: "descendants",
      instruction: "Take off the shelf",
      contact: "+86 10 1234 5678",
      isDrill,
      isOfAll: true,
      accountId: 1,
      batchId: layeredId(0, first),
      batchCode: `L0-${first}`,
      createdAt: NOW,
      timings: {},
      items,
      outsiders: Array.from({ length: firms }, (_, index) => ({ name: "Shop", email: `${index}@example.com` })),
    },
    idempotency,
    quota,
  );
}

const saidBy = (by: number, found: bigint) => ({ found, quarantined: 0n, destroyed: 0n, note: "", by, at: NOW });

test("sums are exact however large, each unit by itself, and those of a holder are of its own batches", async () => {
  const { number } = whole;
  await recalls.acknowledge(number, layeredId(0, 0), [HOLDER], saidBy(2, MOST), () => undefined);
  const all = await recalls.summary(number);
  expect(all).toMatchObject({ batches: COUNT, holders: 2, toMark: 500, marked: 0, notices: 500, acknowledged: 1 });
  expect(Object.fromEntries(all.remaining)).toEqual({ KGM: MOST * 500n, LTR: MOST * 500n });
  expect(Object.fromEntries(all.found)).toEqual({ KGM: MOST, LTR: 0n });
  const own = await recalls.summary(number, { holders: [HOLDER] });
  expect(own).toMatchObject({ batches: 250, holders: 1, acknowledged: 1 });
  expect(Object.fromEntries(own.sold)).toEqual({ KGM: 500_000n });
});

test("batches come in pages by their codes, from a cursor too, and none is read but a page's", async () => {
  const { number } = whole;
  const codes: string[] = [];
  for (let request = { page: 1, limit: 300 } as Parameters<typeof recalls.pageOfItems>[1]; ; ) {
    const { items, total, next } = await recalls.pageOfItems(number, request);
    expect(total).toBe(COUNT);
    codes.push(...items.map(({ code }) => code));
    if (!next) break;
    request = { ...request, cursor: next };
  }
  expect(codes).toHaveLength(COUNT);
  expect(codes).toEqual(codes.toSorted());
  const plan = database.raw
    .prepare("explain query plan select * from recall_items where recall = 1 order by code limit 10")
    .all() as { readonly detail: string }[];
  expect(plan.map(({ detail }) => detail).join()).not.toContain("TEMP B-TREE");
});

test("what a reorganisation took out of the mirror is still of its recall, and recalled by nobody", async () => {
  const { number } = await begin({ first: 7 });
  database.raw.exec(
    "create table taken as select * from batches where code = 'L0-7'; delete from batches where code = 'L0-7'",
  );
  const { items } = await recalls.list({ page: 1, limit: 100, accountId: 1, holders: [MAKER], all: false });
  expect(items.find((item) => item.number === number)?.counts).toMatchObject({ batches: 1, marked: 0 });
  expect(await recalls.items(number)).toMatchObject([{ code: "L0-7", custodian: HOLDER, isMarked: false }]);
  database.raw.exec("insert into batches select * from taken; drop table taken");
});

test("of two who say at once that they found all of it, one is refused", async () => {
  const { number } = await begin({ first: 11 });
  const say = (by: number) => {
    const said = saidBy(by, MOST);
    return recalls.acknowledge(number, layeredId(0, 11), [HOLDER], said, (item) => requireWithinHeld(item, said));
  };
  const answers = await Promise.allSettled([say(1), say(2)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect((await recalls.items(number))[0]?.acknowledgements).toHaveLength(1);
  // Nothing is kept of a batch that is another's.
  expect(await recalls.acknowledge(number, layeredId(0, 11), [MAKER], saidBy(1, 1n), () => undefined)).toBe(false);
});

test("of recalls at once no more are kept than an account may begin, and a repeated request counts once", async () => {
  const quota: RecallQuota = {
    since: new Date(NOW.getTime() - DAY),
    check: ({ drills, outsiders }) => {
      if (drills > 2 || outsiders > 150) throw new Error("too many");
    },
  };
  const drills = await Promise.allSettled([1, 2, 3].map(() => begin({ isDrill: true, first: 20 }, quota)));
  expect(drills.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "fulfilled", "rejected"]);
  const [one, other] = await Promise.all([1, 2].map(() => begin({ firms: 100, first: 21 }, quota, "once")));
  expect(one?.number).toBe(other?.number);
  await expect(begin({ firms: 100, first: 22 }, quota)).rejects.toThrow("too many");
  expect((await recalls.items(one?.number as number)).length).toBe(1);
});

test("who holds something that is left and said nothing is reminded, whatever others said; who holds nothing is not", async () => {
  const { number } = await begin({ count: 3, first: 30 });
  const at = database.raw.prepare("update batches set custodian = ?, quantity = ? where code = ?");
  at.run(LATER, "1000", "L0-30");
  at.run(MAKER, "0", "L0-31");
  at.run(MAKER, "1000", "L0-32");
  const told = async (holder: typeof MAKER, ...places: number[]) => {
    const ids = places.map((place) => layeredId(0, place));
    // A message is queued elsewhere: here it only counts that one was.
    await recalls.told(number, holder, ids, undefined, NOW);
  };
  await told(LATER, 30);
  await told(MAKER, 31, 32);
  database.raw.prepare("update recall_tellings set reached = 1 where recall = ?").run(number);
  const silent = async () =>
    (await recalls.silent(new Date(NOW.getTime() + DAY), 2, 50))
      .filter(({ recall }) => recall.number === number)
      .map(({ holder, batches }) => [holder, batches.map(({ code }) => code)]);
  // What the one before it said is no word of who holds it now.
  await recalls.acknowledge(number, layeredId(0, 30), [HOLDER], saidBy(2, 1n), () => undefined);
  expect(await silent()).toEqual([
    [MAKER, ["L0-32"]],
    [LATER, ["L0-30"]],
  ]);
  await recalls.acknowledge(number, layeredId(0, 30), [LATER], saidBy(3, 1n), () => undefined);
  expect(await silent()).toEqual([[MAKER, ["L0-32"]]]);
});
