/** How many labels are printed, and what stands on them. */
import { expect, test } from "vitest";
import { printLabels } from "../../../domain/labels/print-labels.ts";
import {
  accountOf,
  addressOf,
  batchOf,
  contextOf,
  descriptionOf,
  NOW,
  servicesOf,
  TRACE_ID,
} from "../../support/made.ts";

const description = descriptionOf({ lot: "L1", harvestDate: "2026-03-09T23:30:00Z" });

async function printed(input: object, account = accountOf()) {
  const asked: [labels: readonly object[], options: object][] = [];
  const services = servicesOf<Parameters<typeof printLabels>[0]>({
    settings: { publicUrl: "https://suyuan.test" },
    mirror: {
      rolesOf: async () => 0,
      isAgent: async () => false,
      batchByTraceId: async () => batchOf({ description, visibility: "restricted" }),
    },
    labels: { print: async (labels: object[], options: object) => void asked.push([labels, options]) },
  });
  await printLabels(services, contextOf(account), TRACE_ID, input);
  return asked[0];
}

test.each([
  [{}, { layout: "a4-24", copies: 24, language: "both" }],
  [{ layout: "a4-8" }, { layout: "a4-8", copies: 8, language: "both" }],
  [{ copies: "1" }, { layout: "a4-24", copies: 1, language: "both" }],
  [{ copies: "240" }, { layout: "a4-24", copies: 240, language: "both" }],
  [
    { language: "zh", copies: "2" },
    { layout: "a4-24", copies: 2, language: "zh" },
  ],
  [
    { copies: "", layout: "" },
    { layout: "a4-24", copies: 24, language: "both" },
  ],
])("%j prints %j: a full sheet unless more is said", async (input, options) => {
  expect((await printed(input))?.[1]).toEqual({ ...options, of: expect.objectContaining({ code: "AP-1" }) });
});

test.each([{ copies: "0" }, { copies: "241" }, { copies: "1.5" }, { copies: "-1" }, { layout: "a5" }])(
  "%j is refused",
  async (input) => {
    await expect(printed(input)).rejects.toMatchObject({ code: "validation" });
  },
);

test("they say what the reader may see, and lead where anybody's scan does", async () => {
  const known = { address: "https://suyuan.test/t/AP-1", code: "AP-1", lot: "L1", commitment: null, createdAt: NOW };
  expect((await printed({}))?.[0][0]).toEqual({
    ...known,
    product: "Fuji apples",
    gtin: null,
    harvestDate: "2026-03-09",
    producer: "Green Valley",
  });
  expect((await printed({}, accountOf({ address: addressOf("99") })))?.[0][0]).toEqual({
    ...known,
    lot: null,
    product: null,
    gtin: null,
    harvestDate: null,
    producer: null,
  });
});
