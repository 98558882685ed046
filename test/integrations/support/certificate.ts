/** A certificate's content for tests, and what can be read back from its PDF. */
import { createCanvas } from "@napi-rs/canvas";
import type { CertificateContent, CertificateStep } from "../../../domain/certificates/ports.ts";

const address = (digit: string) => `0x${digit.repeat(40)}` as const;
const said = { confirmedBy: [], nowCalled: null };
const farm = { name: "Green Valley Farm", address: address("a"), ...said };
const carrier = { name: "冷链物流有限公司", address: address("b"), ...said, nowCalled: "新冷链物流有限公司" };
const laboratory = {
  name: "National Food Laboratory",
  address: address("c"),
  confirmedBy: ["Food Authority"],
  nowCalled: null,
};

const step = (seq: number, kind: string, day: string, more: Partial<CertificateStep>): CertificateStep => ({
  seq,
  kind,
  told: `${day}T08:00:00Z`,
  title: "",
  description: "",
  location: "",
  details: {},
  actor: farm,
  verdict: null,
  withheld: false,
  revised: false,
  ...more,
});

const JOURNEY: readonly CertificateStep[] = [
  step(1, "creation", "2023-05-15", { title: "Apple Batch A123", description: "Organic Apples from Farm A" }),
  step(2, "harvest", "2023-05-15", {
    title: "手工采摘",
    description: "四十二名采摘工，只摘成熟果实，直接装入透气周转箱。",
    location: "山东烟台",
    details: { weather: "晴，22 °C", method: "By hand", 水源: ["山泉水", "雨水"] },
  }),
  step(3, "processing", "2023-05-16", {
    title: "Washed and sorted",
    description: "Washed in spring water and sorted by size.",
    location: "Packing house 2, Yantai",
    details: { temperature: "6 °C", duration: "40 minutes", equipment: "Optical sorter" },
    revised: true,
  }),
  step(4, "inspection", "2023-05-16", {
    title: "Pesticide residues 农药残留",
    description: "412 substances analysed, none above the limit of quantification.",
    location: "Jinan",
    actor: laboratory,
    verdict: "pass",
    details: { method: "LC-MS/MS", result: "Not detected" },
  }),
  step(5, "inspection", "2023-05-17", { title: "Sugar content", actor: laboratory, verdict: "fail" }),
  step(6, "certificate", "2023-05-17", { title: "Organic product", actor: laboratory }),
  step(7, "transport", "2023-05-18", {
    title: "冷链运输至上海",
    location: "烟台 → 上海",
    actor: carrier,
    details: { temperature: "0–4 °C", vehicle: "冷藏车" },
  }),
  step(8, "storage", "2023-05-19", { withheld: true, actor: { name: null, address: address("d"), ...said } }),
];

/** A certificate's content. */
export function contentOf(more: Partial<CertificateContent> = {}): CertificateContent {
  return {
    number: "CERT-20230520-567",
    kind: "certificate",
    isMaker: false,
    notices: [],
    type: "official",
    language: "en",
    template: "template-standard",
    includeDetails: true,
    issuedAt: new Date("2023-05-20T16:00:00Z"),
    validUntil: new Date("2024-05-20T23:59:59Z"),
    issuer: { ...laboratory, roles: ["inspector"] },
    timeZone: "Asia/Shanghai",
    verificationUrl: "https://trace.example/verify/CERT-20230520-567",
    batch: {
      code: "AP20230515A123",
      lot: null,
      name: "Apple Batch A123",
      quantity: "1000",
      unit: "kg",
      harvestDate: "2023-05-15T08:00:00Z",
      attributes: { variety: "Red Delicious", grading: "Premium", packaging: "Wooden Crates" },
      custodian: farm,
    },
    product: {
      name: "Organic Red Apple 有机红苹果",
      description: "Premium organic red apples grown with sustainable practices",
      storageGuide: "Best stored in refrigerator.",
    },
    producer: { name: "Green Valley Farm", location: "California, USA", certifications: ["organic", "sustainable"] },
    inputs: {
      items: [
        { code: "ORCHARD-7", name: "果园七号", quantity: "600", unit: "kg", result: "pass" },
        { code: "ORCHARD-8", name: "Orchard 8", quantity: "400.5", unit: "kg", result: "recalled" },
        { code: null, name: null, quantity: null, unit: null, result: null },
      ],
      more: 3,
    },
    journey: JOURNEY,
    certifications: [{ name: "Organic product", issuer: "National Food Laboratory", validUntil: "2024-01-01" }],
    chain: {
      chainId: 31337,
      contract: address("e"),
      batchId: `0x${"12".repeat(32)}`,
      seq: 8,
      head: `0x${"34".repeat(32)}`,
      blockNumber: 8_001_234,
    },
    ...more,
  };
}

/** A PDF as a reader's programme sees it. */
export async function readPdf(bytes: Uint8Array) {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const pdf = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, index) => pdf.getPage(index + 1)));
  const texts = await Promise.all(
    pages.map(async (page) => {
      const { items } = await page.getTextContent();
      return items.map((item) => ("str" in item ? item.str : "")).join("");
    }),
  );
  return {
    pdf,
    pages: texts,
    text: texts.join("\n"),
    /** A page as pixels. */
    async draw(number: number, scale = 2) {
      const page = await pdf.getPage(number);
      const viewport = page.getViewport({ scale });
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
      await page.render({ canvas: canvas as never, viewport }).promise;
      return canvas;
    },
  };
}
