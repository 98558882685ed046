/** GTINs, and what labels say of any batch. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Batch } from "../../../domain/batches/batch.ts";
import { BATCH_CODE } from "../../../domain/batches/batch-code.ts";
import { gtin14 } from "../../../domain/catalogue/gtin.ts";
import { digitalLinkOf, labelAddress, qrCodeUrl } from "../../../domain/labels/digital-link.ts";
import { recordDocumentSchema } from "../../../domain/records/record-document.ts";
import type { Services } from "../../../domain/services.ts";
import { isLot } from "../../../domain/shared/lot.ts";
import { gs1DigitalLinks } from "../../../integrations/gs1/digital-links.ts";
import { sealDocument } from "../../../proof/document.ts";
import { apples } from "../../web/support/apples.ts";

const GTIN = "09520123456788";

describe("GTINs", () => {
  test.each([
    ["96385074", "00000096385074"],
    ["036000291452", "00036000291452"],
    ["9506000134352", "09506000134352"],
    ["10614141000415", "10614141000415"],
  ])("%s is %s", (text, digits) => expect(gtin14(text)).toBe(digits));

  test("one wrong digit is always found, and so is most that changes places", () => {
    fc.assert(
      fc.property(fc.nat(13), fc.integer({ min: 1, max: 9 }), (place, change) => {
        const digits = [...GTIN];
        digits[place] = String((Number(digits[place]) + change) % 10);
        expect(gtin14(digits.join(""))).toBeUndefined();
      }),
    );
    expect(gtin14("09520123456878")).toBeUndefined();
  });

  test("anything but digits of these lengths is none", () => {
    for (const text of [
      "",
      "0",
      "123456789",
      "1".repeat(15),
      "952012345678٨",
      `${GTIN}\n`,
      ` ${GTIN}`,
      "9.520123456788",
    ]) {
      expect(gtin14(text)).toBeUndefined();
    }
  });
});

describe("labels", () => {
  const publicUrls = [
    "https://trace.example",
    "http://localhost:8081",
    "http://10.0.0.1:8081",
    "https://sub.example/sub",
  ];
  const servicesAt = (publicUrl: string) =>
    ({ digitalLinks: gs1DigitalLinks(publicUrl), settings: { publicUrl } }) as unknown as Services;
  const batchOf = (code: string, gtin?: string) =>
    ({ code, visibility: "public", description: { product: { gtin } } }) as unknown as Batch;

  test("of any batch anywhere: an address that holds all of its code, and nothing else", () => {
    const code = fc.stringMatching(BATCH_CODE).filter((text) => text !== "." && text !== "..");
    fc.assert(
      fc.property(code, fc.constantFrom(...publicUrls), fc.constantFrom(GTIN, undefined), (text, publicUrl, gtin) => {
        const services = servicesAt(publicUrl);
        const address = labelAddress(services, batchOf(text, gtin));
        const link = digitalLinkOf(services, batchOf(text, gtin));
        // As a browser goes there.
        const { href, pathname, search, hash } = new URL(address);
        expect([search, hash, href.startsWith(`${publicUrl}/`)]).toEqual(["", "", true]);
        const begin = new URL(publicUrl).pathname.replace(/\/$/, "") + (link ? `/01/${GTIN}/10/` : "/t/");
        expect(pathname.startsWith(begin)).toBe(true);
        expect(pathname.slice(begin.length)).not.toContain("/");
        expect(decodeURIComponent(pathname.slice(begin.length))).toBe(text);
        expect(link !== undefined).toBe(gtin !== undefined && isLot(text) && !text.includes('"'));
      }),
      { numRuns: 500 },
    );
  });

  test("a GTIN that is none gives no link", () => {
    for (const gtin of ["09520123456789", "00000000000001", "abc", ""]) {
      expect(digitalLinkOf(servicesAt("https://trace.example"), batchOf("A", gtin))).toBeUndefined();
    }
  });

  test("no two batches' pictures have one address", () => {
    const taken = new Set(
      ["A", "A.svg", "A.png", "A.svg.svg", "A.PNG", "A.svg.png"].map((code) => qrCodeUrl("", code)),
    );
    // The picture of a code is reached by its address with a suffix too.
    const meaning = [...taken].map((path) => path.replace(/\.(?:svg|png)$/i, ""));
    expect(meaning).toEqual(["/qr/A", "/qr/A.svg", "/qr/A.png", "/qr/A.svg.svg", "/qr/A.PNG", "/qr/A.svg.png"]);
  });
});

test("a record from before GTINs and lots is still one, with its digest; one with them is one too", () => {
  const { proof } = apples("AP20230515A123");
  const [digest, shown] = Object.entries(proof.documents).find(
    ([, each]) => each.status === "public" && each.text.includes('"record":"creation"'),
  ) as [string, { text: string }];
  const before = recordDocumentSchema.parse(JSON.parse(shown.text));
  expect(sealDocument(before).digest).toBe(digest);
  if (before.record !== "creation") throw new Error("a creation was expected");
  const withProduct = (product: object) => ({
    ...before,
    batch: { ...before.batch, product: { ...before.batch.product, ...product } },
  });
  expect(recordDocumentSchema.safeParse(withProduct({ gtin: GTIN })).success).toBe(true);
  const withLot = (lot: unknown) => ({ ...before, batch: { ...before.batch, lot } });
  expect(recordDocumentSchema.safeParse(withLot("L1")).success).toBe(true);
  for (const lot of ["", "a b", "批次", "A".repeat(21), "..", null, 1]) {
    expect(recordDocumentSchema.safeParse(withLot(lot)).success).toBe(false);
  }
  for (const product of [{ gtin: "9520123456788" }, { gtin: "" }, { gtin: null }, { gtin: 1 }, { gtln: GTIN }]) {
    expect(recordDocumentSchema.safeParse(withProduct(product)).success).toBe(false);
  }
});
