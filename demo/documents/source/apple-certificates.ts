// The two certificates of the apple batch share one design.
import { type Doc, grey, open, page, save, type Theme, themes, write } from "./layout.ts";
import { signatures, stamp } from "./marks.ts";

type Certificate = {
  file: string;
  number: string;
  issuer: string;
  issuerChinese: string;
  title: string;
  titleChinese: string;
  statement: string;
  statementChinese: string;
  scope: [string, string][];
  theme: Theme;
  ring: string;
  centre: string;
};

const common: [string, string][] = [
  ["Holder 持证单位", "Green Valley Farm, California"],
  ["Product 产品", "Organic Red Apple 有机红苹果"],
  ["Batch code 批次", "AP20230515A123"],
];

const certificates: Certificate[] = [
  {
    file: "apple-organic-certificate.pdf",
    number: "DEMO-ORG-2023-0123",
    theme: themes.green,
    issuer: "USDA Organic",
    issuerChinese: "示例签发方",
    title: "Organic Certificate",
    titleChinese: "有机产品证书（演示）",
    statement:
      "This demonstration certificate shows how Suyuan attaches proof of organic production to a batch. It states that the product named below was grown and handled under an organic plan, without synthetic fertilizers or synthetic pesticides.",
    statementChinese:
      "本演示证书用于展示溯源系统如何为批次附加有机生产证明：下列产品按有机规程种植与处理，未使用合成肥料及合成农药。",
    scope: [
      ...common,
      ["Scope 范围", "Crops, handling 种植、处理"],
      ["Standard 依据", "7 CFR Part 205 (National Organic Program)"],
    ],
    ring: "DEMO CERTIFICATE",
    centre: "ORGANIC",
  },
  {
    file: "apple-pesticide-free-certificate.pdf",
    number: "DEMO-PF-2023-0123",
    theme: themes.blue,
    issuer: "Clean Food Association",
    issuerChinese: "洁净食品协会",
    title: "Pesticide-Free Certificate",
    titleChinese: "无农药残留证书（演示）",
    statement:
      "This demonstration certificate states that no pesticide residue at or above the limit of quantification of 0.010 mg/kg was found in the batch named below, on the basis of the laboratory report cited.",
    statementChinese: "本演示证书依据所列检测报告：下列批次未检出农药残留（定量限 0.010 mg/kg）。",
    scope: [
      ...common,
      ["Laboratory 检测机构", "Food Safety Lab 食品安全实验室"],
      ["Report 依据报告", "FSL-2023-0516-0123"],
    ],
    ring: "CLEAN FOOD ASSOC.",
    centre: "NO RESIDUE",
  },
];

function frame(doc: Doc, theme: Theme): void {
  doc
    .rect(30, 30, page.width - 60, 748)
    .lineWidth(2.4)
    .stroke(theme.main);
  doc
    .rect(37, 37, page.width - 74, 734)
    .lineWidth(0.7)
    .stroke(theme.main);
  for (const [x, y] of [
    [37, 37],
    [page.width - 37, 37],
    [37, 771],
    [page.width - 37, 771],
  ] as const) {
    doc.circle(x, y, 15).fillAndStroke("#ffffff", theme.main);
    doc.circle(x, y, 9).fill(theme.main);
    doc.path(`M${x - 5} ${y} L${x} ${y - 5} L${x + 5} ${y} L${x} ${y + 5} Z`).fill("#ffffff");
  }
}

/** Rosette of turned ellipses, pale behind the text. */
function rosette(doc: Doc, theme: Theme): void {
  doc.save().opacity(0.06).lineWidth(0.8);
  for (let i = 0; i < 24; i++) {
    doc
      .save()
      .translate(page.width / 2, 420)
      .rotate(i * 7.5)
      .ellipse(0, 0, 215, 84)
      .stroke(theme.main)
      .restore();
  }
  doc.restore();
}

async function certificate(c: Certificate, folder: string): Promise<void> {
  const { theme } = c;
  const doc = open(`${c.title} (demonstration)`, "Batch AP20230515A123, Organic Red Apple", "2023-05-17T08:00:00Z");
  rosette(doc, theme);
  frame(doc, theme);
  const wide = { width: page.right - page.left, align: "center" as const };
  write(doc, c.issuer, page.left, 84, { ...wide, size: 15, bold: true, color: theme.main });
  write(doc, c.issuerChinese, page.left, 106, { ...wide, size: 9, color: grey });
  write(doc, c.title, page.left, 150, { ...wide, size: 31, bold: true });
  write(doc, c.titleChinese, page.left, 196, { ...wide, size: 15, color: theme.main, spacing: 2 });
  doc.roundedRect(page.width / 2 - 92, 231, 184, 18, 9).fill(theme.main);
  write(doc, "DEMONSTRATION CERTIFICATE · 示例", page.left, 234, { ...wide, size: 8, bold: true, color: "#ffffff" });
  let y = write(doc, c.statement, 90, 274, { size: 10.5, width: page.width - 180, align: "center", gap: 1 });
  y = write(doc, c.statementChinese, 90, y + 6, { size: 9.5, width: page.width - 180, align: "center", color: grey });
  y += 24;
  for (const [label, value] of [
    ...c.scope,
    ["Certificate No. 证书编号", c.number],
    ["Issued 签发日期", "2023-05-17"],
    ["Valid until 有效期至", "2033-05-16"],
  ]) {
    write(doc, label as string, 100, y + 4, { size: 9, color: grey, width: 130 });
    write(doc, value as string, 240, y + 3, { size: 10.5, bold: label?.startsWith("Valid") ?? false, width: 260 });
    doc
      .moveTo(100, y + 24)
      .lineTo(page.width - 100, y + 24)
      .lineWidth(0.5)
      .stroke("#c7d0d9");
    y += 27;
  }
  doc.save().translate(35, 0);
  signatures(
    doc,
    [
      ["Certification 认证", "Certifier 01 / 认证员 01"],
      ["Approval 批准", "Issuing office / 签发部门"],
    ],
    700,
  );
  doc.restore();
  stamp(doc, 440, 690, c.ring, c.centre, theme.main, 50);
  await save(doc, theme, c.number, `${folder}/${c.file}`);
}

export async function appleCertificates(folder: string): Promise<void> {
  for (const c of certificates) await certificate(c, folder);
}
