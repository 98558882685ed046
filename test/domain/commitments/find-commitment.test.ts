import { expect, test } from "vitest";
import {
  type CommitmentServices,
  findCommitment,
  listCommitments,
  searchCommitments,
} from "../../../domain/commitments/find-commitment.ts";
import type { DrawnCommitment } from "../../../domain/commitments/ports.ts";
import type { IllAbove } from "../../../domain/lineage/ports.ts";
import type { Line } from "../../../domain/records/line.ts";
import {
  accountOf,
  addressOf,
  BATCH_ID,
  batchOf,
  contextOf,
  lineOf,
  stepDocument,
  TRACE_ID,
} from "../../support/made.ts";

const SHA256 = `0x${"c0".repeat(32)}` as const;
const drawnOf = (number: string): DrawnCommitment => ({
  number,
  batchId: BATCH_ID,
  sha256: SHA256,
  accountId: 7,
  actor: addressOf("a7"),
  issuedAt: new Date("2026-03-02T08:00:00Z"),
});
const FIRST = drawnOf("CMT-20260302-111111111");
const SECOND = drawnOf("CMT-20260302-222222222");

const commitmentLine = (seq: number, { number }: DrawnCommitment, change: Parameters<typeof lineOf>[1] = {}): Line => {
  const texts = {
    product: "黄瓜",
    quantity: "5",
    unit: "kg",
    place: "青州",
    subject: "合作社",
    contact: "1",
    promise: "x",
  };
  const file = {
    type: "document",
    title: "",
    sha256: SHA256,
    size: 9,
    mediaType: "application/pdf",
    cid: "b",
  } as const;
  const details = { commitmentNumber: number, ...texts, basis: ["质量安全控制"], collected: [] };
  const document = stepDocument("commitment", { details, attachments: [file] });
  return lineOf(seq, { kind: "commitment", document, ...change });
};

function servicesWith(
  lines: readonly Line[],
  batch: Parameters<typeof batchOf>[0] = {},
  above?: Partial<IllAbove>,
): CommitmentServices {
  const drawn = [FIRST, SECOND];
  return {
    accounts: { byAddresses: async () => new Map([[addressOf("a7"), accountOf()]]) },
    commitments: {
      byNumber: async (number: string) => drawn.find((each) => each.number === number),
      ofBatch: async () => drawn,
      search: async () => ({ items: drawn, total: drawn.length, next: null }),
    },
    lineages: { illAbove: async () => new Map(above ? [[BATCH_ID, above]] : []) },
    mirror: {
      batchByTraceId: async () => batchOf(batch),
      batchesByTraceIds: async () => [batchOf(batch)],
      linesOf: async () => [lineOf(1), ...lines],
    },
    profiles: { latest: async () => [] },
    settings: { chainId: 31337 },
    names: { lookalikes: async () => [] },
    objects: {},
    outbox: {},
  } as unknown as CommitmentServices;
}
const statusAfter = async (lines: readonly Line[], batch = {}, above?: Partial<IllAbove>) =>
  (await findCommitment(servicesWith([commitmentLine(2, FIRST), ...lines], batch, above), FIRST.number)).status;

test("it stands from its line on, for whoever wrote that", async () => {
  expect(await statusAfter([])).toBe("valid");
  const notFound = expect.objectContaining({ code: "not-found" });
  await expect(findCommitment(servicesWith([]), FIRST.number)).rejects.toEqual(notFound);
  const others = commitmentLine(2, FIRST, { chain: { actor: addressOf("b8") } });
  await expect(findCommitment(servicesWith([others]), FIRST.number)).rejects.toEqual(notFound);
  const revised = commitmentLine(2, FIRST, { event: "Amended" });
  await expect(findCommitment(servicesWith([revised]), FIRST.number)).rejects.toEqual(notFound);
  const services = servicesWith([commitmentLine(2, FIRST)]);
  expect((await findCommitment(services, FIRST.number, TRACE_ID)).drawn).toBe(FIRST);
  await expect(findCommitment(services, FIRST.number, `trace-${"0".repeat(32)}`)).rejects.toEqual(notFound);
});

test("the gravest that is true is its status", async () => {
  const split = lineOf(4, { event: "Split", kind: "split" });
  const newer = commitmentLine(3, SECOND);
  const buyers = commitmentLine(3, SECOND, { chain: { actor: addressOf("b8") } });
  expect(
    await statusAfter([lineOf(3, { kind: "harvest" }), lineOf(4, { event: "Consumed", kind: "consumption" })]),
  ).toBe("valid");
  expect(await statusAfter([split])).toBe("outdated");
  expect(await statusAfter([lineOf(3, { event: "Transformed", kind: "transformation" })])).toBe("outdated");
  // What a buyer promises of the goods takes nothing from what the supplier did.
  expect(await statusAfter([buyers])).toBe("valid");
  expect(await statusAfter([newer, split])).toBe("superseded");
  expect(await statusAfter([newer], { verdict: "fail" })).toBe("failed");
  expect(await statusAfter([newer], { verdict: "fail", status: "recalled" })).toBe("recalled");
});

test("goods fall with what they were made of, unless they passed themselves", async () => {
  const [recalled, failed] = [{ isRecalled: true }, { hasFailed: true }];
  expect(await statusAfter([], {}, {})).toBe("valid");
  expect(await statusAfter([], {}, failed)).toBe("failed");
  expect(await statusAfter([], {}, { ...failed, ...recalled })).toBe("recalled");
  expect(await statusAfter([], { verdict: "pass" }, failed)).toBe("valid");
  expect(await statusAfter([], { verdict: "pass" }, recalled)).toBe("recalled");
});

test("lists and searches leave out what no line makes", async () => {
  const services = servicesWith([commitmentLine(3, SECOND)]);
  const context = contextOf(accountOf());
  expect((await listCommitments(services, context, TRACE_ID)).map(({ drawn }) => drawn)).toEqual([SECOND]);
  const found = await searchCommitments(services, context, { limit: "5" });
  expect([found.items.length, found.total, found.page, found.limit]).toEqual([1, 2, 1, 5]);
  await expect(searchCommitments(services, context, { page: "0" })).rejects.toMatchObject({ code: "validation" });
  await expect(searchCommitments(services, contextOf(null), {})).rejects.toMatchObject({ code: "unauthenticated" });
});
