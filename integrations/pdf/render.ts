import type { CertificateContent } from "../../domain/certificates/ports.ts";
import { NOTICES } from "../../domain/names/notices.ts";
import { isMedicine } from "../../domain/names/product-fields.ts";
import { claimName } from "../../domain/names/values.ts";
import { dayOf, timeAt } from "../../domain/shared/days.ts";
import { detailsOf, journeyTable, nameOf, shorten, timeline, titleOf, verdictCell } from "./journey.ts";
import { masthead } from "./masthead.ts";
import { COLOURS, PAGE, Sheet } from "./sheet.ts";
import { type Cell, facts, table } from "./table.ts";
import { TEXTS, type Texts, translate } from "./texts/index.ts";
import { dateInWords } from "./texts/moments.ts";

const WIDTH = PAGE.right - PAGE.left;

/** A certificate's PDF. The same content gives the same bytes. */
export async function renderCertificate(content: CertificateContent): Promise<Uint8Array> {
  const texts = TEXTS[content.language];
  const compact = content.template === "template-compact";
  const sheet = new Sheet({
    title: `${content.kind === "declaration" ? texts.declaration : texts.title} ${content.number}`,
    subject: texts.pair(texts.facts.code, content.batch.code),
    author: content.issuer.name ?? content.issuer.address,
    language: texts.tag,
    date: content.issuedAt,
  });
  masthead(sheet, content, texts);
  warnings(sheet, content);
  statement(sheet, content, texts);
  product(sheet, content, texts);
  inputs(sheet, content, texts);
  inspections(sheet, content, texts);
  certifications(sheet, content, texts);
  heading(sheet, texts.journey);
  if (compact) journeyTable(sheet, content, texts);
  else timeline(sheet, content, texts);
  verification(sheet, content, texts);
  footers(sheet, content, texts);
  return sheet.finish();
}

function heading(sheet: Sheet, text: string): void {
  // With the beginning of what it is the heading of.
  sheet.ensure(104);
  sheet.y += 12;
  const { y } = sheet;
  sheet.decorate((document) => document.rect(PAGE.left, y + 2.5, 3, 12).fill(COLOURS.accent));
  sheet.y =
    sheet.write("H2", text, PAGE.left + 10, y, WIDTH - 10, { size: 12, bold: true, colour: COLOURS.accent }) + 4;
}

function paragraph(sheet: Sheet, text: string, colour: string = COLOURS.ink, size = 9): void {
  sheet.ensure(sheet.measure(text, WIDTH, { size }));
  sheet.y = sheet.write("P", text, PAGE.left, sheet.y, WIDTH, { size, colour, gap: 2 }) + 3;
}

/** What speaks against the batch, before everything else. */
function warnings(sheet: Sheet, { notices, language }: CertificateContent): void {
  for (const name of notices) {
    box(sheet, NOTICES[name][language], COLOURS.badSoft, { size: 12, gap: 3, bold: true, colour: COLOURS.bad });
    sheet.y += 6;
  }
}

function statement(sheet: Sheet, content: CertificateContent, texts: Texts): void {
  const { kind, notices, issuer, batch, chain, issuedAt } = content;
  const say = kind === "declaration" ? texts.declares : texts.statement;
  const day = texts.moments.day(dayOf(timeAt(issuedAt, content.timeZone)));
  const text = say(nameOf(issuer, texts), batch.code, chain.seq, day);
  const isPlain = kind === "declaration" || notices.length > 0;
  box(sheet, text, isPlain ? COLOURS.line : COLOURS.soft, { size: 10, gap: 3 });
}

function box(sheet: Sheet, text: string, fill: string, style: Parameters<Sheet["write"]>[5] & object): void {
  const height = sheet.measure(text, WIDTH - 28, style) + 18;
  const { y } = sheet;
  sheet.decorate((document) => document.roundedRect(PAGE.left, y, WIDTH, height, 6).fill(fill));
  sheet.write("P", text, PAGE.left + 14, y + 9, WIDTH - 28, style);
  sheet.y = y + height;
}

function product(sheet: Sheet, content: CertificateContent, texts: Texts): void {
  const { batch, product, producer, includeDetails } = content;
  heading(sheet, texts.product);
  const rows: [string, string][] = [
    [texts.facts.product, shorten(product?.name ?? "", 120)],
    [texts.facts.code, batch.code],
    [texts.facts.lot, batch.lot ?? ""],
    [texts.facts.batch, shorten(batch.name ?? "", 120)],
    [texts.facts.quantity, batch.quantity === null ? "" : `${batch.quantity} ${translate(texts.units, batch.unit)}`],
    [texts.facts.producer, shorten(producer?.name ?? "", 120)],
    [texts.facts.harvested, batch.harvestDate ? texts.moments.day(dayOf(batch.harvestDate)) : ""],
    [texts.facts.origin, shorten(producer?.location ?? "", 160)],
    [texts.facts.custodian, nameOf(batch.custodian, texts)],
    [
      texts.facts.claims,
      shorten((producer?.certifications ?? []).map((claim) => claimName(claim, texts.language)).join(texts.comma), 200),
    ],
    [texts.facts.storage, shorten(product?.storageGuide ?? "", 300)],
  ];
  facts(
    sheet,
    rows.filter(([, value]) => value !== ""),
  );
  if (!batch.name) paragraph(sheet, texts.allWithheld, COLOURS.muted);
  if (!includeDetails) return;
  sheet.y += 4;
  if (product?.description) paragraph(sheet, shorten(product.description));
  const ofProduct = { ...texts, fields: { ...texts.fields, ...texts.productFields } };
  const attributes = detailsOf(batch.attributes, ofProduct, content.timeZone);
  if (attributes) paragraph(sheet, attributes, COLOURS.muted, 8.5);
}

/** What a transformed good was made of. */
function inputs(sheet: Sheet, content: CertificateContent, texts: Texts): void {
  const { items, more } = content.inputs;
  if (items.length === 0) return;
  const { columns, facts: words } = texts;
  heading(sheet, texts.inputs);
  table(
    sheet,
    [
      { title: columns.name, width: 181 },
      { title: words.code, width: 156 },
      { title: words.quantity, width: 90 },
      { title: columns.verdict, width: 64 },
    ],
    items.map(({ code, name, quantity, unit, result }): Cell[] => [
      code === null ? { text: texts.inputWithheld, colour: COLOURS.muted } : { text: shorten(name ?? "–", 120) },
      { text: code ?? "–" },
      { text: quantity === null ? "–" : `${quantity} ${translate(texts.units, unit ?? "")}` },
      result === null ? { text: "–" } : verdictCell(result, texts),
    ]),
  );
  if (more > 0) paragraph(sheet, texts.moreInputs(more), COLOURS.muted);
}

function inspections(sheet: Sheet, { journey }: CertificateContent, texts: Texts): void {
  const { columns } = texts;
  heading(sheet, texts.inspections);
  const inspected = journey.filter((step) => step.verdict !== null);
  if (inspected.length === 0) {
    paragraph(sheet, texts.noInspections, COLOURS.muted);
    return;
  }
  table(
    sheet,
    [
      { title: columns.date, width: 90 },
      { title: columns.name, width: 201 },
      { title: columns.by, width: 136 },
      { title: columns.verdict, width: 64 },
    ],
    inspected.map((step) => [
      { text: texts.moments.shortDay(dayOf(step.told)), colour: COLOURS.muted },
      { text: titleOf(step, texts) },
      { text: nameOf(step.actor, texts) },
      verdictCell(step.verdict as "pass" | "fail", texts),
    ]),
  );
}

/** How long a certificate is good, with a mark where it no longer was when ours was issued. */
function validityOf(validUntil: string | null, { issuedAt, timeZone }: CertificateContent, texts: Texts): Cell {
  const words = validUntil === null ? "–" : dateInWords(validUntil, timeZone, texts.moments);
  if (validUntil === null || words === undefined)
    return { text: shorten(validUntil ?? "–", 40), colour: COLOURS.muted };
  // A day is good until it ends.
  const isOver = validUntil.includes("T")
    ? Date.parse(validUntil) < issuedAt.getTime()
    : validUntil < dayOf(timeAt(issuedAt, timeZone));
  return isOver
    ? { text: texts.expired(words), colour: COLOURS.bad, bold: true }
    : { text: words, colour: COLOURS.muted };
}

function certifications(sheet: Sheet, content: CertificateContent, texts: Texts): void {
  const { certifications } = content;
  heading(sheet, texts.certifications);
  if (certifications.length === 0) {
    paragraph(sheet, texts.noCertifications, COLOURS.muted);
    return;
  }
  table(
    sheet,
    [
      { title: texts.columns.name, width: 221 },
      { title: texts.columns.issuer, width: 170 },
      { title: texts.validUntil, width: 100 },
    ],
    certifications.map(({ name, issuer, validUntil }) => [
      { text: shorten(name, 160) },
      { text: shorten(issuer, 160) },
      validityOf(validUntil, content, texts),
    ]),
  );
}

function verification(sheet: Sheet, content: CertificateContent, texts: Texts): void {
  const { chain, batch, issuer, verificationUrl, template } = content;
  const { verify } = texts;
  heading(sheet, texts.verification);
  facts(sheet, [
    [verify.code, batch.code],
    [verify.chain, String(chain.chainId)],
    [verify.seq, String(chain.seq)],
    [verify.block, String(chain.blockNumber)],
  ]);
  const long: [string, string][] = [
    [verify.contract, chain.contract],
    [verify.batchId, chain.batchId],
    [verify.head, chain.head],
    [verify.address, issuer.address],
    [verify.page, verificationUrl],
  ];
  facts(sheet, long, true);
  sheet.y += 6;
  const steps =
    template === "template-compact"
      ? texts.stepsShort(verificationUrl, content.kind)
      : texts.steps(verificationUrl, chain.seq, chain.blockNumber, content.kind);
  for (const [index, step] of steps.entries()) paragraph(sheet, steps.length > 1 ? `${index + 1}. ${step}` : step);
  paragraph(sheet, texts.limits, COLOURS.muted);
  const others = [texts.isNot, isMedicine(batch.attributes) ? texts.notMedicineCode : "", texts.complaints];
  paragraph(sheet, others.filter(Boolean).join(texts.language === "en" ? " " : ""), COLOURS.muted);
  paragraph(sheet, texts.shortened, COLOURS.muted, 8);
  if (sheet.replaced) paragraph(sheet, texts.replaced(sheet.replaced), COLOURS.muted, 8);
}

function footers(sheet: Sheet, { number, batch }: CertificateContent, texts: Texts): void {
  const style = { size: 7.5, colour: COLOURS.muted };
  sheet.onEveryPage((page, count) => {
    sheet.decorate((document) => {
      document.moveTo(PAGE.left, 796).lineTo(PAGE.right, 796).lineWidth(0.5).stroke(COLOURS.line);
    }, "Pagination");
    sheet.writeOnPage(`${number}  ·  ${batch.code}`, PAGE.left, 802, 360, style);
    sheet.writeOnPage(texts.page(page, count), PAGE.right - 120, 802, 120, { ...style, align: "right" });
  });
}
