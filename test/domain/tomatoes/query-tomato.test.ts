/** A tomato as its document tells it: of each sort the latest, and what holds before any is told. */
import { expect, test } from "vitest";
import type { Line } from "../../../domain/records/line.ts";
import { newestPicture } from "../../../domain/tomatoes/newest-picture.ts";
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
const query = (...lines: Line[]) => queryTomato(at([lineOf(1), ...lines]), `TOMATO_${BATCH_ID.slice(2)}`);
const step = (seq: number, kind: string, change: Parameters<typeof stepOf>[0], actor: string) =>
  lineOf(seq, {
    kind,
    document: stepDocument(kind, change, `2026-03-0${seq}T08:00:00Z`),
    chain: { actor: addressOf(actor) },
  });

test("before anything is told it is whom it began with, and who holds it", async () => {
  expect(await query()).toEqual({
    batchId: BATCH_ID,
    productionArea: "Yantai",
    harvestDate: new Date("2026-02-28T00:00:00Z"),
    harvestEvaluation: "",
    grower: addressOf("a7"),
    processingDate: null,
    samplingEvaluation: "",
    factory: addressOf("b0"),
    transportInfo: "",
    logistic: addressOf("b0"),
  });
});

test("of each sort the latest that can be read counts", async () => {
  expect(
    await query(
      step(2, "harvest", { location: "Weifang" }, "c1"),
      step(3, "harvest", { location: "Linyi" }, "c2"),
      lineOf(4, { kind: "harvest", document: null, chain: { actor: addressOf("ff") } }),
      step(5, "processing", {}, "d1"),
      step(6, "transport", { title: "By rail" }, "e1"),
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
    const services = servicesOf<Parameters<typeof newestPicture>[0]>({
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
    return (await newestPicture(services, batchOf()))?.read();
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
