/** What a batch is found by. */
import { expect, test } from "vitest";
import { listedColumns } from "../../../domain/batches/listed-columns.ts";
import type { RecordDocument } from "../../../domain/records/record-document.ts";
import { creationOf, descriptionOf, stepDocument } from "../../support/made.ts";

const GTIN = "09506000134352";
const line = { event: "Created", kind: "creation", amended: null, args: { quantity: "5000" } } as const;
const product = { ...descriptionOf().product, gtin: GTIN };
const listed = (document: RecordDocument, code = "AP-1") => listedColumns(code, JSON.stringify(document), line);
const nothing = { name: null, state: "active", harvestDate: null, gtin: null, lot: null, search: "ap-1" };

test("a description is found by its own words, its product's number, and its lot", () => {
  expect(listed(creationOf({ lot: "L-1", product, harvestDate: "2026-03-01T00:00:00Z" }))).toEqual({
    name: "Apples",
    state: "active",
    harvestDate: "2026-03-01T00:00:00Z",
    gtin: GTIN,
    lot: "L-1",
    search: "ap-1\nl-1\napples\n\nfuji apples\ngreen valley\nyantai",
  });
});

test("without a lot of its own the code stands for it, and the words are what they always were", () => {
  const { gtin, lot, search } = listed(creationOf());
  expect([gtin, lot, search]).toEqual([null, "AP-1", "ap-1\napples\n\nfuji apples\ngreen valley\nyantai"]);
});

test("what nobody may read, nobody can read, or another batch's document says is no way to find it", () => {
  expect(listedColumns("AP-1", null, line)).toEqual(nothing);
  expect(listedColumns("AP-1", "{}", line)).toEqual(nothing);
  expect(listedColumns("AP-1", JSON.stringify(creationOf({ product })), undefined)).toEqual(nothing);
  expect(listed(creationOf({ product, lot: "L-1" }), "AP-2")).toEqual({ ...nothing, search: "ap-2" });
  expect(listed(creationOf({ product, quantity: "1" }))).toEqual(nothing);
  expect(listed(stepDocument("harvest"))).toEqual(nothing);
});
