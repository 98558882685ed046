/** What is said of a mirror beside what the contract's node says. */
import { expect, test } from "vitest";
import {
  type ChainOfLines,
  contractBeside,
  type MirroredChain,
  readIntegrity,
} from "../../../domain/monitoring/integrity.ts";
import { NOW, servicesOf } from "../../support/made.ts";

const LINES: ChainOfLines = { lines: 7, chain: "0xaa" };
const MIRROR = { ...LINES, block: 40, blockHash: "0xbb", finalBlock: 30, batches: 2 };

function ask(answers: readonly (ChainOfLines | undefined)[], change: { mirror?: unknown; latest?: number } = {}) {
  let asked = 0;
  const since: string[] = [];
  const services = servicesOf<Parameters<typeof readIntegrity>[0]>({
    now: () => NOW,
    integrity: {
      mirror: async () => ("mirror" in change ? change.mirror : MIRROR),
      latestBlock: async () => ("latest" in change ? change.latest : 42),
      contractBeside: (mirror: MirroredChain) => contractBeside({ contractAt: async () => answers[asked++] }, mirror),
      days: async (day: string) => {
        since.push(day);
        return [];
      },
    },
  });
  return readIntegrity(services).then((report) => ({ ...report, asked, since }));
}

test.each<[string, readonly (ChainOfLines | undefined)[], boolean | null, number]>([
  ["the same", [LINES], true, 1],
  [
    "one line more",
    [
      { ...LINES, lines: 8 },
      { ...LINES, lines: 8 },
    ],
    false,
    2,
  ],
  [
    "another chain",
    [
      { ...LINES, chain: "0xab" },
      { ...LINES, chain: "0xab" },
    ],
    false,
    2,
  ],
  ["another only while a block arrives", [{ ...LINES, lines: 8 }, LINES], true, 2],
  ["nothing", [undefined], null, 1],
  ["another, then nothing", [{ ...LINES, lines: 8 }, undefined], null, 2],
])("the contract has %s", async (_, answers, agrees, times) => {
  const report = await ask(answers);
  expect([report.agrees, report.asked]).toEqual([agrees, times]);
});

test("a mirror is behind by blocks, and never ahead", async () => {
  expect((await ask([LINES])).lag).toBe(2);
  expect((await ask([LINES], { latest: 39 })).lag).toBe(0);
  expect((await ask([LINES], { latest: undefined as never })).lag).toBeNull();
});

test("before anything is mirrored, nothing is claimed", async () => {
  expect(await ask([], { mirror: undefined })).toMatchObject({ mirror: null, contract: null, agrees: null, lag: null });
});

test("ninety days are told, today's among them", async () => {
  const [since] = (await ask([LINES])).since;
  expect(Date.parse(`${NOW.toISOString().slice(0, 10)}T00:00:00Z`) - Date.parse(`${since}T00:00:00Z`)).toBe(
    89 * 86_400_000,
  );
});
