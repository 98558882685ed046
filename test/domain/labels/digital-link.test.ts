/** What a label's QR code holds, and where a code's own addresses lead. */
import { expect, test } from "vitest";
import {
  digitalLinkOf,
  labelAddress,
  pageUrl,
  publicGtin,
  publicLot,
  qrCodeUrl,
} from "../../../domain/labels/digital-link.ts";
import { batchOf, descriptionOf, servicesOf } from "../../support/made.ts";

const GTIN = "09506000134352";
const URL = "https://suyuan.test";
const withGtin = descriptionOf({ product: { ...descriptionOf().product, gtin: GTIN } });
const services = servicesOf<Parameters<typeof labelAddress>[0]>({
  settings: { publicUrl: URL },
  digitalLinks: {
    ofLot: (gtin: string, lot: string) => (lot === "REFUSED" ? undefined : `${URL}/01/${gtin}/10/${lot}`),
  },
});

test.each([
  ["A", "/qr/A"],
  ["A/B c", "/qr/A%2FB%20c"],
  ["A.png", "/qr/A.png.svg"],
  ["A.SVG", "/qr/A.SVG.svg"],
  ["A.pngx", "/qr/A.pngx"],
])("the picture of %s is at %s", (code, path) => {
  expect(qrCodeUrl(URL, code)).toBe(URL + path);
});

test("a code is one part of its page's address, whatever it is made of", () => {
  expect(pageUrl(URL, "a/b?c#d%")).toBe(`${URL}/t/a%2Fb%3Fc%23d%25`);
});

test.each([
  [{ description: withGtin }, `${URL}/01/${GTIN}/10/AP-1`],
  [{}, `${URL}/t/AP-1`],
  [{ description: withGtin, code: "longer-than-a-lot-may-be" }, `${URL}/t/longer-than-a-lot-may-be`],
  // What its maker called it comes first, whatever the code can be.
  [{ description: { ...withGtin, lot: "L1" } }, `${URL}/01/${GTIN}/10/L1`],
  [{ description: { ...withGtin, lot: "L1" }, code: "longer-than-a-lot-may-be" }, `${URL}/01/${GTIN}/10/L1`],
  // A part shares its parent's lot with all others.
  [{ description: { ...withGtin, lot: "L1" }, code: "AP-1~1" }, `${URL}/t/AP-1~1`],
  [{ description: { ...withGtin, lot: "L1" }, visibility: "restricted" }, `${URL}/t/AP-1`],
  [{ description: descriptionOf({ lot: "L1" }) }, `${URL}/t/AP-1`],
  [{ description: withGtin, code: "REFUSED" }, `${URL}/t/REFUSED`],
  // What is withheld is told by no label.
  [{ description: withGtin, visibility: "restricted" }, `${URL}/t/AP-1`],
  [{ description: null }, `${URL}/t/AP-1`],
] as const)("of %j the label leads to %s", (change, address) => {
  expect(labelAddress(services, batchOf(change))).toBe(address);
});

test("a number that is withheld is none", () => {
  expect(publicGtin(batchOf({ description: withGtin }))).toBe(GTIN);
  expect(publicGtin(batchOf({ description: withGtin, visibility: "restricted" }))).toBeUndefined();
  expect(digitalLinkOf(services, batchOf())).toBeUndefined();
  expect(publicLot(batchOf({ description: withGtin }))).toBe("AP-1");
  expect(publicLot(batchOf({ description: withGtin, visibility: "restricted" }))).toBeUndefined();
});
