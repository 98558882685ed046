/** Who is told, once and in order: whatever restarts, and whatever is away meanwhile. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { evaluateRules } from "../../../api/alerts/evaluate-rules.ts";
import type { RunningAlerts } from "../../../api/alerts/start.ts";
import type { Alert } from "../../../domain/monitoring/alerts.ts";
import { alertLog } from "../../../store/monitoring/alerts.ts";
import { until } from "../../support/process.ts";
import { NEVER, startWatched, URL_SECRET, type Watched } from "./support.ts";

const KIND = "relayer-balance";
const LOW = { relayerBalance: 10n ** 18n };

let world: Watched;
let rich: string;
const running: RunningAlerts[] = [];
beforeAll(async () => {
  world = await startWatched();
  rich = await world.chain.rpc.call<string>("eth_getBalance", [world.keys.relayer.address, "latest"]);
});
beforeEach(() => {
  world.webhook.asked.length = 0;
  world.letters.length = 0;
});
afterEach(async () => {
  // What a test left is over before the next one begins.
  await setBalance(rich);
  world.webhook.instead();
  const last = watch(LOW);
  await until(async () => (await rows("alerts")) + (await rows("alert_notices")) === 0);
  await last.stop();
  for (const alerts of running.splice(0)) await alerts.stop();
});
afterAll(() => world.close());

const watch: Watched["watch"] = (...parameters) => {
  const alerts = world.watch(...parameters);
  running.push(alerts);
  return alerts;
};
const setBalance = (balance: string) =>
  world.chain.rpc.call("hardhat_setBalance", [world.keys.relayer.address, balance]);
const states = () => world.posted(KIND).map(({ state }) => state);

async function rows(table: "alerts" | "alert_notices"): Promise<number> {
  return (await world.database.write.selectFrom(table).selectAll().execute()).length;
}

test("a restart neither repeats nor forgets", async () => {
  await setBalance("0x1");
  const first = watch(LOW);
  const [begun] = await world.told(KIND, "begun");
  await first.stop();
  const second = watch(LOW);
  await world.moreLooks();
  expect(states()).toEqual(["begun"]);
  await second.stop();
  // It is over while nobody looks.
  await setBalance(rich);
  watch(LOW);
  const [, over] = await world.told(KIND, "begun", "over");
  expect(over?.alert).toBe(begun?.alert);
  await world.moreLooks();
  expect(states()).toEqual(["begun", "over"]);
});

test("an open circuit is not over because a process started anew and knows nothing of it", async () => {
  await world.database.write
    .insertInto("alerts")
    .values({
      kind: "circuit-open",
      subject: "erp",
      id: "before",
      state: "active",
      problem: JSON.stringify({ severity: "warning", title: { zh: "", en: "" }, details: {} }),
      since: Date.now(),
      told_at: Date.now(),
    })
    .execute();
  watch({});
  await world.moreLooks();
  expect(world.posted("circuit-open")).toEqual([]);
  const { token } = await world.bound();
  await world.call("GET", "/api/orders/search", { token });
  await world.told("circuit-open", "over");
});

test("of several processes one tells", async () => {
  await setBalance("0x1");
  for (let i = 0; i < 3; i++) watch(LOW);
  await world.told(KIND, "begun");
  await world.moreLooks();
  expect(states()).toEqual(["begun"]);
  // The one that has the watch goes, and another takes it.
  for (const alerts of running.splice(0, 2)) await alerts.stop();
  await setBalance(rich);
  await world.told(KIND, "begun", "over");
});

test("a watch that was not given up is taken when its time is over, and its holder changes nothing any more", async () => {
  const { database } = world;
  await database.write
    .updateTable("alert_watch")
    .set({ holder: "a process that died", until: Date.now() + 30_000 })
    .execute();
  await setBalance("0x1");
  watch(LOW);
  await expect(until(async () => (await rows("alerts")) > 0, 300)).rejects.toThrow();
  await database.write
    .updateTable("alert_watch")
    .set({ until: Date.now() - 1 })
    .execute();
  const [begun] = await world.told(KIND, "begun");
  const log = alertLog(database, { seal: (text) => text, open: (text) => text });
  const changes = { put: [], removed: [{ kind: KIND, subject: "" } as const], notices: [], messages: [] };
  expect(await log.commit("a process that died", { ...changes, position: "lost" })).toBe(false);
  expect((await log.active()).map(({ id }) => id)).toEqual([begun?.alert]);
});

test("a watch that was taken while the clock was ahead is not waited for", async () => {
  const log = alertLog(world.database, { seal: (text) => text, open: (text) => text });
  const ahead = Date.now() + NEVER;
  expect(await log.hold("a process that died", new Date(ahead), new Date(ahead + 30_000))).toBe(true);
  await setBalance("0x1");
  watch(LOW);
  await world.told(KIND, "begun");
});

describe("a webhook", () => {
  test.each([
    ["that is away", () => "broken" as const],
    ["that refuses", () => ({ status: 500, body: "" })],
    ["that sends elsewhere", () => ({ status: 302, headers: { location: "/other" }, body: "" })],
  ])("%s is told everything in order when it is back, also by a later process", async (_, answer) => {
    world.webhook.instead(answer);
    await setBalance("0x1");
    const first = watch(LOW);
    await until(async () => world.webhook.asked.length > 0 && (await rows("alert_notices")) === 1);
    expect(world.webhook.asked.every(({ path }) => path === `/hook/${URL_SECRET}`)).toBe(true);
    await setBalance(rich);
    await until(async () => (await rows("alert_notices")) === 2);
    expect(await world.watching.metrics.scrape()).toContain("suyuan_alert_notices_waiting 2");
    await first.stop();
    world.webhook.asked.length = 0;
    world.webhook.instead();
    watch(LOW);
    const notices = await world.told(KIND, "begun", "over");
    expect(new Set(notices.map(({ id }) => id)).size).toBe(2);
    await until(async () => (await rows("alert_notices")) === 0);
  });

  test("that takes a notice is not told it again, whatever else it says", async () => {
    world.webhook.instead(() => ({ status: 200, body: "x".repeat(100_000) }));
    await setBalance("0x1");
    watch(LOW);
    await until(async () => world.webhook.asked.length > 0);
    await until(async () => (await rows("alert_notices")) === 0);
    expect(states()).toEqual(["begun"]);
  });

  test("what it does not take is logged without its address", () => {
    const lines = world.logged.filter((line) => line.includes("was not taken by the webhook"));
    expect(lines.length).toBeGreaterThan(0);
    expect(world.logged.join("")).not.toContain(URL_SECRET);
  });
});

test("mails are written to all, in both languages, by the queue that every mail takes", async () => {
  await setBalance("0x1");
  watch(LOW, { webhook: null, mailTo: ["one@example.com", "two@example.com"] });
  await until(async () => world.letters.length === 2);
  await setBalance(rich);
  await until(async () => world.letters.length === 4);
  expect(world.letters.map(({ to }) => to?.[0]?.address).sort()).toEqual([
    "one@example.com",
    "one@example.com",
    "two@example.com",
    "two@example.com",
  ]);
  const [begun] = world.letters;
  expect(begun?.subject).toBe("溯源 告警：中继账户余额不足 · Suyuan alert: the relayer's balance is low");
  for (const part of [begun?.text, begun?.html]) {
    expect(part).toContain("告警：中继账户余额不足");
    expect(part).toContain(world.keys.relayer.address.toLowerCase());
  }
  expect(world.letters.filter(({ subject }) => subject?.includes("已恢复")).length).toBe(2);
  expect(world.webhook.asked).toEqual([]);
});

describe("over time", () => {
  const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000);
  const problem = (holds: number) => ({
    kind: "indexer-lag" as const,
    subject: "",
    verdict: { holds, severity: "critical" as const, title: { zh: "慢", en: "slow" }, details: {} },
  });
  const unknown = { kind: "indexer-lag" as const, subject: "", verdict: "unknown" as const };

  /** Judge again and again; gives what was told when. */
  function told(rounds: readonly (readonly [number, object | null])[]) {
    let alerts: readonly Alert[] = [];
    return rounds.flatMap(([seconds, judgement]) => {
      const judgements = judgement === null ? [] : [judgement as ReturnType<typeof problem>];
      const { put, removed, notices } = evaluateRules(alerts, judgements, at(seconds), 3_600_000);
      const gone = new Set([...put, ...removed].map(({ kind, subject }) => kind + subject));
      alerts = [...alerts.filter(({ kind, subject }) => !gone.has(kind + subject)), ...put];
      return notices.map(({ state, since }) => [seconds, state, (since.getTime() - at(0).getTime()) / 1000]);
    });
  }

  test("a problem has to last before it is told, and one that passes is not", () => {
    const slow = problem(60_000);
    expect(
      told([
        [0, slow],
        [30, slow],
        [59, null],
        [60, slow],
        [119, slow],
        [120, slow],
        [121, slow],
      ]),
    ).toEqual([[120, "begun", 60]]);
  });

  test("one that lasts is told again now and then, and once when it is over", () => {
    const now = problem(0);
    expect(
      told([
        [0, now],
        [60, now],
        [3599, now],
        [3600, now],
        [3660, now],
        [7200, now],
        [7300, null],
        [7400, null],
      ]),
    ).toEqual([
      [0, "begun", 0],
      [3600, "still", 0],
      [7200, "still", 0],
      [7300, "over", 0],
    ]);
  });

  test("what cannot be known changes nothing", () => {
    const now = problem(0);
    expect(
      told([
        [0, unknown],
        [1, now],
        [2, unknown],
        [9_000, unknown],
        [9_001, null],
      ]),
    ).toEqual([
      [1, "begun", 1],
      [9_001, "over", 1],
    ]);
  });
});
