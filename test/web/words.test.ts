import { expect, test } from "vitest";
import { pathOf, readCode, readItem, readLanguage } from "../../web/shopper/address.ts";
import { readCertificate } from "../../web/shopper/story/certificate.ts";
import { cidOf } from "../../web/shopper/story/cid.ts";
import { verifyCommand } from "../../web/shopper/story/command.ts";
import { dataUrl } from "../../web/shopper/story/data-url.ts";
import { safeUrl } from "../../web/shopper/story/files.ts";
import { formatDay, formatMediaType, formatSize, formatTime, shorten } from "../../web/shopper/story/format.ts";
import { responsibilityOf } from "../../web/shopper/story/responsibility.ts";
import { tellStory } from "../../web/shopper/story/story.ts";
import { TEXTS, translate } from "../../web/shopper/texts/index.ts";
import { productIn } from "../../web/shopper/use-product.ts";
import { apples } from "./support/apples.ts";
import { rewriteDocument } from "./support/tamper.ts";

test("the address gives the code, whatever signs it has", () => {
  expect(readCode("/t")).toEqual({ type: "none" });
  expect(readCode("/t/")).toEqual({ type: "none" });
  expect(readCode(pathOf("A/B%C#1"))).toEqual({ type: "code", code: "A/B%C#1" });
  expect(readCode("/t/two%20words")).toEqual({ type: "bad", text: "two words" });
  expect(readCode("/t/%E0%A4%A")).toEqual({ type: "bad", text: "%E0%A4%A" });
});

test("the address gives product and lot, unless they are none", () => {
  const gtin = "09520123456788";
  expect(readItem("?gtin=09520123456788&lot=A%2F1&gtin=1")).toEqual({ gtin, lot: "A/1" });
  expect(readItem(`?gtin=${gtin}&lot=two%20words`)).toEqual({ gtin });
  for (const search of ["", "?lot=A", "?gtin=9520123456788", "?gtin="]) expect(readItem(search)).toBeUndefined();
});

test("what is no set of links tells of no product", () => {
  for (const answer of [null, {}, { linkset: [] }, { linkset: [{ itemDescription: 1 }] }, "x"]) {
    expect(productIn(answer)).toBeNull();
  }
});

test("the language is the one asked for, else the browser's", () => {
  expect(readLanguage("?lang=zh", "en-GB")).toBe("zh");
  expect(readLanguage("?lang=en", "zh-CN")).toBe("en");
  expect(readLanguage("", "zh-Hant-TW")).toBe("zh");
  expect(readLanguage("", "fr")).toBe("en");
});

test("both languages name the same things", () => {
  const keys = (value: unknown): unknown =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keys(inner)]))
      : typeof value;
  expect(keys(TEXTS.zh)).toEqual(keys(TEXTS.en));
  expect(translate(TEXTS.zh.kinds, "harvest")).toBe("采收");
  expect(translate(TEXTS.zh.kinds, "constructor")).toBe("constructor");
});

test("a day stays the day that was written, in every time zone", () => {
  expect(formatDay("2023-05-15T23:30:00Z", "en-GB")).toBe("15 May 2023");
  expect(formatDay("2023-05-15T00:00:00Z", "zh-CN")).toBe("2023年5月15日");
  expect(formatDay("some day", "en-GB")).toBe("some day");
  expect(formatDay("2023-05-15T00:30:00+08:00", "zh-CN")).toBe("2023年5月15日");
  expect(formatTime("2023-05-15T00:30:00+08:00", "en-GB")).toBe("00:30 UTC+8");
  expect(formatTime("2023-05-15T00:30:00-03:30", "en-GB")).toBe("00:30 UTC-3:30");
  expect(formatTime("2023-05-15T00:00:00.000Z", "en-GB")).toBeUndefined();
  expect(formatTime("2023-05-15T06:30:00Z", "en-GB")).toBe("06:30 UTC");
});

test("sizes, types and addresses are short", () => {
  expect(formatSize(29476, "en-GB")).toBe("29.5 kB");
  expect(formatSize(12, "en-GB")).toBe("12 bytes");
  expect(formatMediaType("image/svg+xml; charset=utf-8")).toBe("SVG");
  expect(formatMediaType("application/pdf")).toBe("PDF");
  expect(shorten("0x37c8aa0000000000000000000000000000fbfd")).toBe("0x37c8…fbfd");
});

test("a CID is the digest's own", () => {
  const empty = "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  expect(cidOf(empty)).toBe("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku");
});

test("only addresses of the web are followed", () => {
  expect(safeUrl("/v1/files/1")).toBe("/v1/files/1");
  expect(safeUrl("https://explorer.example")).toBe("https://explorer.example");
  expect(safeUrl("javascript:alert(1)")).toBeUndefined();
  expect(safeUrl("data:text/html,x")).toBeUndefined();
  expect(safeUrl(null)).toBeUndefined();
});

test("only images are drawn", () => {
  expect(dataUrl(Uint8Array.of(1, 2, 3), "image/png")).toBe("data:image/png;base64,AQID");
  expect(dataUrl(Uint8Array.of(1, 2, 3), "text/html")).toBeUndefined();
});

test("a code with a shell's signs is quoted in the command", () => {
  expect(verifyCommand("AP20230515A123", "https://trace.example")).toBe(
    "npm run verify -- AP20230515A123 --api https://trace.example",
  );
  expect(verifyCommand("a'b;c", "https://trace.example")).toBe(
    "npm run verify -- 'a'\\''b;c' --api https://trace.example",
  );
});

test("a certificate says when it is past its date", () => {
  const [organic, free] = tellStory(apples("AP20230515A123").proof).certificates;
  const now = new Date("2024-01-01T12:00:00Z");
  expect(organic && readCertificate(organic.versions[0], now)).toMatchObject({
    name: "Organic product",
    expired: false,
  });
  expect(free && readCertificate(free.versions[0], now)).toMatchObject({ validUntil: "2024-01-01", expired: false });
  expect(free && readCertificate(free.versions[0], new Date("2024-01-03T00:00:00Z"))?.expired).toBe(true);
});

test("who answers for the goods is drawn together from where the record has it", () => {
  const { proof } = apples("AP20230515A123");
  const tell = (of: typeof proof) => {
    const story = tellStory(of);
    if (!story.product) throw new Error("the creation describes the product");
    return responsibilityOf(story, story.product);
  };
  expect(tell(proof)).toEqual({
    producer: "Green Valley Farm",
    place: "Yantai, Shandong",
    fields: { phone: "0535-0000000", netContent: "5 千克", standard: "GB/T 10651-2008" },
    laboratories: [{ laboratory: "National Food Laboratory", number: "150000000000" }],
    isMedicine: false,
    others: { variety: "Fuji", grade: "A", brix: 14.2, wax: false },
  });
  const changed = rewriteDocument(proof, 4, "150000000000", "150000000001");
  expect(tell(changed).laboratories).toEqual([]);
  expect(tell(rewriteDocument(proof, 1, '"净含量"', '"批准文号"')).isMedicine).toBe(true);
});
