import jsqr from "jsqr";
import { expect, test } from "vitest";
import { CERTIFICATE_LANGUAGES, CERTIFICATE_TEMPLATES } from "../../domain/certificates/certificate.ts";
import { LABEL_LAYOUTS } from "../../domain/labels/label-sheets.ts";
import { NOTICES } from "../../domain/names/notices.ts";
import { pdfCertificates } from "../../integrations/pdf/certificates.ts";
import { legible } from "../../integrations/pdf/fonts.ts";
import { pdfLabels } from "../../integrations/pdf/labels.ts";
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
    // What it was made of.
    ...["果园七号", "ORCHARD-7", "Orchard 8", language === "en" ? "400.5 kg" : "400.5 千克"],
    ...(language === "en"
      ? ["Made of", "RECALLED", "Withheld from the public", "and 3 more"]
      : ["投入批次", "已召回", "未对公众公开", "另有 3 个批次"]),
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

/** Several scripts in one name, all of which a typeface has. */
const SCRIPTS = "Łódź 한국 사과 ไทยมะม่วง हिन्दी Қазақ ₹5 🍎 苹果";

test("what any typeface has is printed; the rest is put into Latin letters or numbers, and explained", async () => {
  for (const text of ["龘靐齉 㐂 䶮 镕 喆 ①—“é”", SCRIPTS]) {
    expect(legible(text)).toEqual({ text, replaced: undefined });
  }
  expect(legible("تفاح أحمر")).toEqual({ text: "[tfh] ['hmr]", replaced: "[tfh]" });
  expect(legible("𠮷野家")).toEqual({ text: "[Kichi]野家", replaced: "[Kichi]" });
  // No such character is known.
  expect(legible("\u{10AFF}")).toEqual({ text: "[U+10AFF]", replaced: "[U+10AFF]" });
  // A letter and its accent apart are one letter to a reader; a style selector is nothing, and so is what joins pictures.
  expect(legible("e\u0301\uFE0F")).toEqual({ text: "é", replaced: undefined });
  expect(legible("👩\u200d🌾").text).toBe("👩🌾");
  expect(legible("a\u202Eb\u0000c\u200Bd\uD800")).toEqual({
    text: "a[U+202E]b[U+0000]c[U+200B]d[U+D800]",
    replaced: "[U+202E]",
  });
  const content = contentOf();
  const product = { ...content.product, name: "𠮷野家 龘 苹果", description: SCRIPTS, storageGuide: "" };
  const { text } = await readPdf(await renderCertificate({ ...content, product }));
  expect(text).toContain("[Kichi]野家 龘 苹果");
  expect(text).toContain("by its Unicode number, as in [Kichi]");
  // Hindi's vowels are read back in the order in which they stand, which is not that of their letters.
  const words = SCRIPTS.split(" ").filter((word) => !/\p{Script=Devanagari}/u.test(word));
  for (const word of words) expect(text.replaceAll("\n", "")).toContain(word);
});

/** A text without blanks, some of which are lost where a line is broken. */
const compact = (text: string) => text.replace(/\s/g, "");

test("days and times are told as people write them, codes in words, and what has expired is marked", async () => {
  const content = contentOf({
    issuedAt: new Date("2024-01-15T16:30:00Z"),
    validUntil: new Date("2025-01-16T15:59:59Z"),
  });
  const [first] = content.journey;
  if (!first) throw new Error("no step");
  const details = {
    departureTime: "2024-01-16T01:00:00Z",
    arrivalTime: "2024-01-16T05:30:00-03:30",
    productionDate: "2024-01-15",
    type: "official",
    template: "template-standard",
    testType: "pesticide-residue",
    status: "passed",
    code: "2024-01-15-A",
  };
  const journey = [{ ...first, told: "2024-01-16T00:30:00+08:00", details }];
  const certifications = [
    { name: "Old", issuer: "A", validUntil: "2024-01-15" },
    { name: "Last day", issuer: "B", validUntil: "2024-01-16" },
    { name: "Gone", issuer: "C", validUntil: "2024-01-15T16:29:59Z" },
    { name: "Free", issuer: "D", validUntil: "while stocks last" },
  ];
  const producer = {
    ...content.producer,
    name: "",
    location: "",
    certifications: ["organic", "pesticide-free", "own"],
  };
  const attributes = { origin: "Yantai", 批准文号: "H123" };
  const batch = { ...content.batch, harvestDate: "2024-01-16T00:30:00+08:00", quantity: null, attributes };
  const tell = async (language: "en" | "zh", timeZone = content.timeZone) => {
    const bytes = await renderCertificate({ ...content, language, timeZone, journey, certifications, producer, batch });
    return compact((await readPdf(bytes)).text);
  };
  const zh = await tell("zh");
  for (const words of [
    "2024年1月16日 00:30（北京时间）",
    "2025年1月16日 23:59（北京时间）",
    "出发时间：2024年1月16日 09:00（北京时间）",
    "到达时间：2024年1月16日 05:30（UTC-3:30）",
    "生产日期：2024年1月15日",
    "类型：对外证书",
    "模板：标准版",
    "农药残留",
    "结论：合格",
    "code：2024-01-15-A",
    "有机、无农药残留（自述）、own",
    "产地：Yantai",
    "2024年1月15日（已过期）",
    "2024年1月16日 00:29（北京时间）（已过期）",
    "while stocks last",
    "对外证书",
    "签发机构",
    "发证机构",
    "本证书不是检验报告、认证证书或承诺达标合格证。批次编码不是药品追溯码。消费者投诉举报电话：12315。",
  ]) {
    expect(zh).toContain(compact(words));
  }
  expect(zh).not.toMatch(/\d{4}-\d{2}-\d{2}T|2024年1月16日（已过期）|正式|颁发方|链首|null/);
  const en = await tell("en", "America/New_York");
  for (const words of [
    "15 January 2024, 11:30 (UTC-5)",
    "Departure: 15 January 2024, 20:00 (UTC-5)",
    "Arrival: 16 January 2024, 05:30 (UTC-3:30)",
    "Template: Standard",
    "Organic, Pesticide-free (own statement), own",
    "16 Jan 2024",
  ]) {
    expect(en).toContain(compact(words));
  }
  // There it is still the 15th.
  expect(en).not.toContain(compact("15 January 2024 (expired)"));
  expect(en).not.toMatch(/\d{4}-\d{2}-\d{2}T|template-standard/);
});

test("labels have names of every script, in as many lines as fit", async () => {
  const label = {
    code: "AP20230515A123",
    address: "https://trace.example/t/AP20230515A123",
    product: SCRIPTS,
    producer: "寿光合作社 Żółć 🍅 \u202e 농장",
    gtin: null,
    lot: "L-1",
    harvestDate: "2023-05-15",
    commitment: null,
    createdAt: new Date("2023-05-20T16:00:00Z"),
  };
  for (const layout of LABEL_LAYOUTS) {
    const { text } = await readPdf(
      await pdfLabels().print([label], { layout, copies: 1, language: "both", of: label }),
    );
    const flat = text.replaceAll("\n", "");
    for (const word of ["Łódź", "한국", "사과", "寿光合作社", "Żółć", "🍅", "농장"])
      expect(flat, layout).toContain(word);
    // Two lines of it: the last one says that it goes on.
    expect(flat).toContain("…");
    expect(flat).not.toContain("苹果");
    expect(flat).not.toContain("U+202E");
    for (const [language, words, others] of [
      [
        "zh",
        ["批次", "批号 L-1", "采收 2023-05-15", "微信扫一扫，查看溯源信息"],
        ["Batch", "Lot", "Harvested", "Scan"],
      ],
      ["en", ["Batch", "Lot L-1", "Harvested 2023-05-15", "Scan to see its journey"], ["批次", "批号", "采收", "扫"]],
      ["both", ["批次 Batch", "采收 Harvested", "微信扫一扫"], []],
    ] as const) {
      const bytes = await pdfLabels().print([{ ...label, product: "P" }], { layout, copies: 1, language, of: label });
      const said = compact((await readPdf(bytes)).text);
      for (const word of words) expect(said, language).toContain(compact(word));
      for (const word of others) expect(said, language).not.toContain(word);
    }
  }
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
