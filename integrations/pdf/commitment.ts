/** The paper of a commitment certificate: one sheet in Chinese, with English beside it. */
import { BASES, COMMITMENT_WORDS, type Collected, PROMISE } from "../../domain/commitments/commitment.ts";
import type { CommitmentContent } from "../../domain/commitments/ports.ts";
import { zh } from "../../domain/names/zh.ts";
import { shorten } from "./journey.ts";
import { qrCode } from "./masthead.ts";
import { COLOURS, PAGE, Sheet } from "./sheet.ts";
import { facts } from "./table.ts";
import { translate } from "./texts/index.ts";

const WIDTH = PAGE.right - PAGE.left;
const SYMBOL = 104;
/** China has one time, eight hours before UTC. */
const EAST = 8 * 3_600_000;

/** A commitment's PDF. The same content gives the same bytes. */
export async function renderCommitment(content: CommitmentContent): Promise<Uint8Array> {
  const { number, code, subject, issuedAt } = content;
  const sheet = new Sheet({
    title: `${COMMITMENT_WORDS.zh} ${number}`,
    subject: `${content.product} ${code}`,
    author: subject,
    language: "zh-CN",
    date: issuedAt,
  });
  head(sheet, content);
  promise(sheet, content);
  terms(sheet, content);
  signature(sheet, content);
  foot(sheet, content);
  return sheet.finish();
}

function head(sheet: Sheet, { number, pageUrl }: CommitmentContent): void {
  const width = WIDTH - SYMBOL - 28;
  sheet.decorate((document) => document.rect(0, 0, PAGE.width, 9).fill(COLOURS.accent));
  let y = sheet.write("P", "农产品质量安全", PAGE.left, 44, width, { size: 13, colour: COLOURS.muted });
  y = sheet.write("H1", COMMITMENT_WORDS.zh, PAGE.left, y, width, { size: 34, bold: true, gap: 0 });
  y = sheet.write("P", COMMITMENT_WORDS.en, PAGE.left, y + 2, width, { size: 11, colour: COLOURS.muted });
  y = sheet.write("P", `编号 No. ${number}`, PAGE.left, y + 10, width, { size: 10, bold: true });
  // The words have to stand beside a code that carries the certificate.
  const words = { qrAlternative: (url: string) => `${COMMITMENT_WORDS.zh}：${url}`, scan: COMMITMENT_WORDS.zh };
  sheet.y = Math.max(y, qrCode(sheet, pageUrl, SYMBOL, words)) + 16;
}

function promise(sheet: Sheet, content: CommitmentContent): void {
  const style = { size: 13, gap: 5, bold: true };
  const english = { size: 9, colour: COLOURS.muted };
  // Words of another's have no translation of ours.
  const translated = content.promise === PROMISE.zh ? PROMISE.en : "";
  const own = sheet.measure(content.promise, WIDTH - 32, style);
  const height = own + (translated ? sheet.measure(translated, WIDTH - 32, english) + 6 : 0) + 26;
  const top = sheet.y;
  sheet.decorate((document) => document.roundedRect(PAGE.left, top, WIDTH, height, 6).fill(COLOURS.soft));
  const y = sheet.write("P", content.promise, PAGE.left + 16, top + 13, WIDTH - 32, style);
  sheet.write("P", translated, PAGE.left + 16, y + 4, WIDTH - 32, english);
  sheet.y = top + height + 14;
}

function terms(sheet: Sheet, content: CommitmentContent): void {
  const unit = translate(zh.units, content.unit);
  const basis = content.basis.map((each) => `${each}（${BASES[each]}）`).join("；");
  const rows: [string, string][] = [
    ["产品名称 Product", shorten(content.product, 200)],
    ["数量（重量） Quantity", `${content.quantity} ${unit}`],
    ["产地 Origin", shorten(content.place, 300)],
    ["承诺依据 Basis", basis],
    ["开具时间 Issued", beijing(content.issuedAt)],
    ["承诺主体 Issuer", shorten(content.subject, 200)],
    ["联系方式 Contact", content.contact],
    ["批次 Batch", content.code],
  ];
  for (const each of content.collected) rows.push(["收取的合格证 Collected", collected(each)]);
  facts(sheet, rows, true);
}

function collected(each: Collected): string {
  return "number" in each
    ? [each.number, shorten(each.product, 80), shorten(each.subject, 80)].join("  ·  ")
    : `${shorten(each.title, 100)}  ·  SHA-256 ${each.sha256.slice(2)}`;
}

function signature(sheet: Sheet, { subject }: CommitmentContent): void {
  const [name, width, style] = [shorten(subject, 80), WIDTH - 228, { size: 11, bold: true }];
  const height = sheet.measure(name, width, style);
  sheet.ensure(height + 68);
  const y = sheet.y + 26;
  sheet.write("P", "承诺主体（签名／盖章） Signature or seal", PAGE.left, y, 220, { size: 9, colour: COLOURS.muted });
  const end = sheet.write("P", name, PAGE.left + 228, y - 2, width, style);
  sheet.decorate((document) => {
    document
      .moveTo(PAGE.left + 224, end + 3)
      .lineTo(PAGE.right, end + 3)
      .lineWidth(0.6)
      .stroke(COLOURS.muted);
  });
  sheet.y = end + 16;
}

function foot(sheet: Sheet, { pageUrl, chain, number, code }: CommitmentContent): void {
  const small = { size: 8, colour: COLOURS.muted, gap: 2 };
  const lines = [
    "内容按《农产品质量安全承诺达标合格证管理办法》（农业农村部令2025年第4号）所列事项编排；由承诺主体自行承诺，未经任何人核证。开具方与收取方应至少保存六个月。",
    "Laid out for Order No. 4 of 2025 of the Ministry of Agriculture and Rural Affairs of China. It is the promise of whoever is named above, and nobody attested it. Issuer and receiver keep it for at least six months.",
    `扫码查看该批次的记录、检测与召回情况 Scan for records, tests and recalls of the batch: ${pageUrl}`,
    `区块链 Chain ${chain.chainId}  ·  合约 Contract ${chain.contract}  ·  地址 Address ${chain.actor}`,
  ];
  if (sheet.replaced) lines.push(`字库中没有的字符以其 Unicode 编号表示，如 ${sheet.replaced}。`);
  for (const line of lines) {
    sheet.ensure(sheet.measure(line, WIDTH, small) + 4);
    sheet.y = sheet.write("P", line, PAGE.left, sheet.y, WIDTH, small) + 4;
  }
  sheet.onEveryPage((page, count) => {
    sheet.writeOnPage(`${number}  ·  ${code}`, PAGE.left, 802, 360, { size: 7.5, colour: COLOURS.muted });
    const right = { size: 7.5, colour: COLOURS.muted, align: "right" as const };
    sheet.writeOnPage(`${page} / ${count}`, PAGE.right - 120, 802, 120, right);
  });
}

function beijing(date: Date): string {
  const [day = "", time = ""] = new Date(date.getTime() + EAST).toISOString().split("T");
  const [year, month, dayOfMonth] = day.split("-").map(Number);
  return `${year}年${month}月${dayOfMonth}日 ${time.slice(0, 5)}（北京时间 UTC+8）`;
}
