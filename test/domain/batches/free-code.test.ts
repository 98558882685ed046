/** Which code a new batch is given. */
import { expect, test } from "vitest";
import type { Batch } from "../../../domain/batches/batch.ts";
import { NEW_BATCH_CODE } from "../../../domain/batches/batch-code.ts";
import { freeCode, type Named } from "../../../domain/batches/free-code.ts";
import { skeletonOf } from "../../../domain/shared/skeleton.ts";
import { batchId } from "../../../proof/hash.ts";
import { accountOf, addressOf, batchOf, NOW, servicesOf } from "../../support/made.ts";

const GTIN = "09506000134352";
const mine = batchOf().chain;
const others = { ...mine, actor: addressOf("99") };

const given = (
  named: Partial<Named>,
  there: Batch[] = [],
  underWay: string[] = [],
  account = accountOf(),
  gtin = GTIN,
) =>
  freeCode(
    servicesOf<Parameters<typeof freeCode>[0]>({
      now: () => NOW,
      settings: { timeZone: "UTC" },
      batchId,
      accounts: { earlierAddresses: async () => [] },
      outbox: {
        isCreationUnderWay: async (id: string, { proposed }: { proposed: boolean }) =>
          proposed && underWay.some((code) => batchId(code) === id),
      },
      mirror: {
        batchByCode: async (code: string) => there.find((batch) => batch.code === code),
        batchesLike: async (skeleton: string) => there.filter(({ code }) => skeletonOf(code) === skeleton),
      },
    }),
    account,
    { name: "Apples", ...named },
    gtin,
  );

test("the lot, if it is free", async () => {
  expect(await given({ lot: "L1" })).toBe("L1");
  expect(await given({ lot: "L1", batchCode: "AP-9" })).toBe("AP-9");
  expect(await given({})).toMatch(/^AP20260310[A-Z]\d{6}$/);
});

test.each([
  ["has", [batchOf({ code: "L1", chain: others })], []],
  ["has of its own", [batchOf({ code: "L1", chain: mine })], []],
  ["looks like", [batchOf({ code: "l1", chain: others })], []],
  ["is given just now", [], ["L1"]],
])("what somebody %s is told apart, the same way each time", async (_, there, underWay) => {
  const code = await given({ lot: "L1" }, there, underWay);
  expect(code).toMatch(/^L1-[A-Z2-7]{6}$/);
  expect(await given({ lot: "L1" }, there, underWay)).toBe(code);
  const other = accountOf({ id: 8, address: addressOf("b8") });
  const codes = [
    code,
    await given({ lot: "L1" }, there, underWay, other),
    await given({ lot: "L1" }, there, underWay, accountOf(), "09521234543213"),
    await given({ lot: "L1" }, [...there, batchOf({ code, chain: mine })], underWay),
  ];
  expect(new Set(codes).size).toBe(4);
});

test("a lot that no code can be is one all the same", async () => {
  const code = await given({ lot: "A:B:C" });
  expect(code).toMatch(/^A-B-C-[A-Z2-7]{6}$/);
  expect(code).not.toBe(await given({ lot: "A:B-C" }));
  for (const lot of ["!", '"%&()*+,-./:;<=>?_', "Z".repeat(20)]) {
    expect(await given({ lot }, [batchOf({ code: lot, chain: others })])).toMatch(NEW_BATCH_CODE);
  }
});

test.each([
  ["A batch with this code exists already", "Batch code L1 is taken", "L1"],
  ["This code looks like l1, which is another's batch", "Batch code L1 resembles l1: choose another", "l1"],
])("a code that is asked for is never another: %s", async (message, detail, code) => {
  const there = [batchOf({ code, chain: others })];
  await expect(given({ batchCode: "L1", lot: "L1" }, there)).rejects.toMatchObject({
    code: "conflict",
    message,
    details: [{ field: "batchCode", message: detail }],
  });
});
