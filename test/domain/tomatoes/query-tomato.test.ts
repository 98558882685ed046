/** A tomato as its document tells it: of each sort the latest, and what holds before any is told. */
import { expect, test } from "vitest";
import type { Line } from "../../../domain/records/line.ts";
import { type Role, roleSet } from "../../../domain/shared/roles.ts";
import { picturesOf } from "../../../domain/tomatoes/pictures.ts";
import { queryTomato } from "../../../domain/tomatoes/query-tomato.ts";
import {
  addressOf,
  amendmentOf,
  BATCH_ID,
  batchOf,
  descriptionOf,
  lineOf,
  servicesOf,
  stepDocument,
  stepOf,
} from "../../support/made.ts";

const at = (lines: readonly Line[]) =>
  servicesOf<Parameters<typeof queryTomato>[0]>({
    mirror: {
      batchByTraceId: async () =>
        batchOf({ custodian: addressOf("b0"), description: descriptionOf({ harvestDate: "2026-02-28T00:00:00Z" }) }),
      linesOf: async () => lines,
    },
  });
const query = (...lines: Line[]) => queryTomato(at(lines), `TOMATO_${BATCH_ID.slice(2)}`);
const begun = (...roles: Role[]) => lineOf(1, { args: { roles: roleSet(...roles) } });
const step = (seq: number, kind: string, change: Parameters<typeof stepOf>[0], actor: string, ...roles: Role[]) =>
  lineOf(seq, {
    kind,
    args: { roles: roleSet(...roles) },
    document: stepDocument(kind, change, `2026-03-0${seq}T08:00:00Z`),
    chain: { actor: addressOf(actor) },
  });

test("before anything is told it is whom it began with, by the role that it was made in", async () => {
  const told = {
    batchId: BATCH_ID,
    batchCode: "AP-1",
    productionArea: "Yantai",
    harvestDate: new Date("2026-02-28T00:00:00Z"),
    harvestEvaluation: "",
    grower: addressOf("a7"),
    processingDate: null,
    samplingEvaluation: "",
    factory: null,
    transportInfo: "",
    logistic: null,
  };
  expect(await query(begun("producer"))).toEqual(told);
  expect(await query(begun("processor"))).toEqual({ ...told, grower: null, factory: addressOf("a7") });
  expect(await query(begun("producer", "processor"))).toEqual({ ...told, factory: addressOf("a7") });
});

test("what a holder tells of its own batch makes it neither grower, factory nor carrier", async () => {
  const own = (seq: number, kind: string) => step(seq, kind, { description: `own ${kind}` }, "b0");
  expect(await query(begun("processor"), own(2, "harvest"), own(3, "processing"), own(4, "transport"))).toMatchObject({
    harvestDate: new Date("2026-03-02T08:00:00Z"),
    grower: null,
    processingDate: new Date("2026-03-03T08:00:00Z"),
    factory: addressOf("a7"),
    transportInfo: "own transport",
    logistic: null,
  });
});

test("an inspector's sampling test is its sampling evaluation too, until there is another", async () => {
  const tested = step(
    2,
    "inspection",
    { details: { testType: "sampling", results: "Within limits" } },
    "f1",
    "inspector",
  );
  const told = step(3, "evaluation", { details: { role: "sampling", result: "sweet" } }, "f1", "inspector");
  expect(await query(begun(), tested)).toMatchObject({ samplingEvaluation: "Within limits", harvestEvaluation: "" });
  expect(await query(begun(), tested, told)).toMatchObject({ samplingEvaluation: "sweet" });
  const residues = step(4, "inspection", { details: { testType: "pesticide-residue", results: "none" } }, "f1");
  expect(await query(begun(), residues)).toMatchObject({ samplingEvaluation: "" });
});

test("of each sort the latest that can be read counts", async () => {
  expect(
    await query(
      begun("producer"),
      step(2, "harvest", { location: "Weifang" }, "c1", "producer"),
      step(3, "harvest", { location: "Linyi" }, "c2", "producer"),
      lineOf(4, { kind: "harvest", document: null, chain: { actor: addressOf("ff") } }),
      step(5, "processing", {}, "d1", "processor"),
      step(6, "transport", { title: "By rail" }, "e1", "carrier"),
      step(7, "evaluation", { details: { role: "harvest", result: "ripe" } }, "f1"),
      step(8, "evaluation", { details: { role: "sampling", result: "sweet" } }, "f1"),
    ),
  ).toMatchObject({
    productionArea: "Linyi",
    harvestDate: new Date("2026-03-03T08:00:00Z"),
    grower: addressOf("c2"),
    processingDate: new Date("2026-03-05T08:00:00Z"),
    factory: addressOf("d1"),
    transportInfo: "By rail",
    logistic: addressOf("e1"),
    harvestEvaluation: "ripe",
    samplingEvaluation: "sweet",
  });
});

const file = (digit: string, mediaType = "image/png") =>
  ({ type: "image", title: "", sha256: `0x${digit.repeat(64)}`, size: 1, mediaType, cid: "" }) as const;

test("its picture is the last that was recorded, is public, and is of no paper", async () => {
  const hidden = new Set([file("3").sha256]);
  const pictureOf = async (...lines: Line[]) => {
    const services = servicesOf<Parameters<typeof picturesOf>[0]>({
      mirror: { linesOf: async () => lines },
      objects: {
        info: async (sha256: string) => ({
          sha256,
          size: 9,
          visibility: hidden.has(sha256 as never) ? "restricted" : "public",
        }),
        get: async (sha256: string) => sha256,
      },
    });
    for await (const picture of picturesOf(services, batchOf())) return picture.read();
    return undefined;
  };
  const two = step(2, "harvest", { attachments: [file("1"), file("2"), file("4", "application/pdf")] }, "a7");
  expect(await pictureOf(two)).toBe(file("2").sha256);
  const link = { type: "image", title: "", url: "https://example.com/x.png" } as const;
  expect(await pictureOf(two, step(3, "harvest", { attachments: [file("3"), link] }, "a7"))).toBe(file("2").sha256);
  expect(await pictureOf(two, step(3, "certificate", { attachments: [file("5")] }, "a7"))).toBe(file("2").sha256);
  expect(
    await pictureOf(two, { ...step(3, "harvest", { attachments: [file("5")] }, "a7"), visibility: "restricted" }),
  ).toBe(file("1").sha256.replaceAll("1", "2"));
  const amended = lineOf(5, {
    event: "Amended",
    amended: 2,
    document: amendmentOf(2, { step: stepOf({ attachments: [file("6")] }) }),
  });
  expect(await pictureOf(two, step(4, "storage", { attachments: [file("7")] }, "a7"), amended)).toBe(file("6").sha256);
  expect(await pictureOf(lineOf(1))).toBeUndefined();
});
