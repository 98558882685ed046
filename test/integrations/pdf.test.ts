import jsqr from "jsqr";
import { expect, test } from "vitest";
import { CERTIFICATE_LANGUAGES, CERTIFICATE_TEMPLATES } from "../../domain/certificates/certificate.ts";
import { NOTICES } from "../../domain/names/notices.ts";
import { pdfCertificates } from "../../integrations/pdf/certificates.ts";
import { legible } from "../../integrations/pdf/fonts.ts";
import { renderCertificate } from "../../integrations/pdf/render.ts";
import { contentOf, readPdf } from "./support/certificate.ts";

const looks = CERTIFICATE_LANGUAGES.flatMap((language) =>
  CERTIFICATE_TEMPLATES.map((template) => [language, template] as const),
);
// Its types know no default export of a CommonJS module.
const scan = jsqr as unknown as (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null;
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

test.each(looks)("%s, %s: everything can be read, and the code scanned", async (language, template) => {
  const content = contentOf({ language, template });
  const { text, pages, draw } = await readPdf(await renderCertificate(content));
  const { batch, chain, issuer, product, producer } = content;
  const facts = [
    content.number,
    batch.code,
    product?.name,
    producer?.name,
    issuer.name,
    issuer.address,
    chain.contract,
    chain.batchId,
    chain.head,
    String(chain.chainId),
    String(chain.blockNumber),
    content.verificationUrl,
    "冷链物流有限公司",
    "Organic product",
    "手工采摘",
    ...(language === "en" ? ["Traceability certificate", "Passed", "FAILED"] : ["溯源证书", "合格", "不合格"]),
    language === "en" ? "Content withheld" : "内容未对公众公开",
  ];
  for (const fact of facts) expect(text).toContain(fact);
  expect(pages.length).toBeLessThanOrEqual(3);
  for (const [index, page] of pages.entries()) {
    const [own, all] = [index + 1, pages.length];
    expect(page).toContain(language === "en" ? `Page ${own} of ${all}` : `第 ${own} 页，共 ${all} 页`);
  }

  const canvas = await draw(1, 2);
  const { data, width, height } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  expect(scan(new Uint8ClampedArray(data), width, height)?.data).toBe(content.verificationUrl);
});

test("the same content gives the same bytes, in whatever process and whenever", async () => {
  const [here, again] = [await renderCertificate(contentOf()), await renderCertificate(contentOf())];
  const renderer = pdfCertificates();
  const [thread, other] = await Promise.all([
    renderer.render(contentOf()),
    renderer.render(contentOf({ number: "CERT-20230520-568" })),
  ]);
  expect(Buffer.compare(here, again)).toBe(0);
  expect(Buffer.compare(here, thread)).toBe(0);
  expect(Buffer.compare(here, other)).not.toBe(0);
  // No date but the certificate's own.
  const dates = [...latin1(here).matchAll(/D:(\d{14})/g)].map(([, date]) => date);
  expect(new Set(dates)).toEqual(new Set(["20230520160000"]));
});

test("it is tagged, archival, of its language, and runs nothing", async () => {
  const bytes = await renderCertificate(contentOf({ language: "zh" }));
  const { pdf } = await readPdf(bytes);
  const { info } = await pdf.getMetadata();
  expect(info).toMatchObject({ Title: "溯源证书 CERT-20230520-567", Language: "zh-CN" });
  expect((await pdf.getMarkInfo()) as unknown).toEqual(expect.objectContaining(new Map([["Marked", true]])));
  const tree = JSON.stringify(await (await pdf.getPage(1)).getStructTree());
  for (const tag of ["Document", "H1", "H2", "Table", "TR", "TH", "TD", "Figure"]) {
    expect(tree).toContain(`"role":"${tag}"`);
  }
  expect(tree).toContain("https://trace.example/verify/CERT-20230520-567");
  const raw = latin1(bytes);
  expect(raw).toContain("<pdfaid:part>2</pdfaid:part>");
  expect(raw).toContain("<pdfaid:conformance>A</pdfaid:conformance>");
  expect(raw).toContain("/OutputIntents");
  expect(raw).not.toMatch(/\/(JavaScript|JS|OpenAction|Launch|EmbeddedFiles|Encrypt)\b/);
  // Archival files embed every typeface.
  expect(raw).not.toContain("/Helvetica");
});

test("without details neither descriptions nor fields are told", async () => {
  for (const template of CERTIFICATE_TEMPLATES) {
    const { text } = await readPdf(await renderCertificate(contentOf({ template, includeDetails: false })));
    expect(text).toContain("Washed and sorted");
    for (const told of ["Optical sorter", "spring water", "Red Delicious"]) expect(text).not.toContain(told);
  }
});

test("rare characters are printed; those that the typeface lacks are marked and explained", async () => {
  expect(legible("龘靐齉 㐂 䶮 镕 喆 ①—“é”")).toEqual({ text: "龘靐齉 㐂 䶮 镕 喆 ①—“é”", replaced: false });
  expect(legible("𠮷🍎")).toEqual({ text: "[U+20BB7][U+1F34E]", replaced: true });
  // A letter and its accent apart are one letter to a reader; a style selector is nothing.
  expect(legible("e\u0301\uFE0F")).toEqual({ text: "é", replaced: false });
  expect(legible("a\u202Eb\u0000c\u200Bd\uD800")).toEqual({
    text: "a[U+202E]b[U+0000]c[U+200B]d[U+D800]",
    replaced: true,
  });
  const content = contentOf();
  const product = { ...content.product, name: "𠮷野家 龘 苹果", description: "", storageGuide: "" };
  const { text } = await readPdf(await renderCertificate({ ...content, product }));
  expect(text).toContain("[U+20BB7]野家 龘 苹果");
  expect(text).toContain("shown by their Unicode numbers, as in [U+20BB7]");
});

test("long texts, long words and hundreds of steps stay on their pages", async () => {
  const content = contentOf();
  const [first] = content.journey;
  if (!first) throw new Error("no step");
  const journey = Array.from({ length: 60 }, (_, index) => ({
    ...first,
    seq: index + 1,
    title: "x".repeat(300),
    description: "很长的说明".repeat(1000),
    location: "W".repeat(500),
    details: Object.fromEntries(Array.from({ length: 60 }, (__, field) => [`field${field}`, "值".repeat(500)])),
  }));
  for (const template of CERTIFICATE_TEMPLATES) {
    const { pages } = await readPdf(await renderCertificate({ ...content, template, journey }));
    expect(pages.length).toBeGreaterThan(10);
    // Each page has its own number, so none was begun by overflow alone.
    for (const [index, page] of pages.entries()) expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
  }
});

test("a content that cannot be rendered fails, and the next one is rendered", async () => {
  const renderer = pdfCertificates();
  await expect(renderer.render(contentOf({ issuedAt: undefined as never }))).rejects.toThrow();
  expect((await renderer.render(contentOf())).length).toBeGreaterThan(10_000);
});

test("a holder's declaration is told as one, and what speaks against the batch before everything", async () => {
  for (const language of CERTIFICATE_LANGUAGES) {
    const own = contentOf({ language, kind: "declaration", isMaker: true, notices: ["recalled", "failed"] });
    const { text, pdf } = await readPdf(await renderCertificate(own));
    const [title, word] =
      language === "en"
        ? ["Declaration of traceability", "Issued by the producer itself, attested by nobody"]
        : ["溯源声明", "由生产者自行出具，未经任何人核证"];
    expect((await pdf.getMetadata()).info).toMatchObject({ Title: `${title} ${own.number}` });
    for (const words of [word, NOTICES.recalled[language], NOTICES.failed[language]]) {
      expect(text.replaceAll("\n", "")).toContain(words);
    }
    const places = [title, NOTICES.recalled[language], NOTICES.failed[language], own.product?.description ?? ""];
    const found = places.map((words) => text.indexOf(words));
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(text).not.toContain(language === "en" ? "certifies that" : "证明：");
  }
  const holders = contentOf({ kind: "declaration", isMaker: false });
  expect((await readPdf(await renderCertificate(holders))).text).toContain("Issued by the holder of the goods itself");
});
