/** Whether what is told here is what the contract has: for whoever wants to know before they rely on it. */
import type { IntegrityDay, IntegrityReport } from "../../domain/monitoring/integrity.ts";
import { escapeHtml } from "../escape.ts";
import { type PageAssets, plainHtml } from "../html.ts";
import type { PageAbout } from "../page-about.ts";
import { INTEGRITY_TEXTS, type IntegrityTexts } from "./integrity-texts.ts";
import { mastheadHtml } from "./masthead.ts";

/** The page. */
export const integrityHtml = (assets: Pick<PageAssets, "style">) =>
  plainHtml(
    assets,
    {
      title: { zh: INTEGRITY_TEXTS.zh.title, en: INTEGRITY_TEXTS.en.title },
      description: { zh: INTEGRITY_TEXTS.zh.description, en: INTEGRITY_TEXTS.en.description },
      indexed: true,
    },
    bodyOf,
    mastheadHtml,
  );

function bodyOf({ language, timeZone, integrity }: PageAbout): string {
  if (!integrity) return "";
  const { report, chainId, contract } = integrity;
  const texts = INTEGRITY_TEXTS[language];
  const locale = language === "zh" ? "zh-CN" : "en-GB";
  const numbers = new Intl.NumberFormat(locale);
  const at = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "long", timeZone }).format(report.at);
  const { kind, text } = verdictOf(report, texts, numbers);
  const { mirror, contract: onChain, lag } = report;
  const rows: readonly (readonly [string, string])[] = [
    [texts.mirrored, mirror ? linesOf(mirror, numbers, texts) : texts.notKnown],
    [texts.onChain, onChain ? linesOf(onChain, numbers, texts) : texts.notKnown],
    [texts.batches, mirror ? numbers.format(mirror.batches) : texts.notKnown],
    [texts.block, mirror ? `${numbers.format(mirror.block)}<br><code>${escapeHtml(mirror.blockHash)}</code>` : "–"],
    [texts.final, mirror ? numbers.format(mirror.finalBlock) : texts.notKnown],
    [texts.lag, lag === null ? texts.notKnown : texts.blocks(numbers.format(lag))],
    [texts.contract, `<code>${escapeHtml(contract)}</code><br>${texts.chain(String(chainId))}`],
  ];
  return `<h1>${texts.heading}</h1>
<p class="finding ${kind}"><strong>${text}</strong></p>
<p>${texts.compared}</p>
<p class="request-id">${texts.asOf(escapeHtml(at))}</p>
<dl class="facts">${rows.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join("")}</dl>
<h2>${texts.days}</h2>
${daysOf(report.days, texts, numbers)}
<h2>${texts.yourself}</h2>
<p>${texts.how}</p>
<pre><code>npm run verify -- --all</code></pre>
<p>${texts.json}</p>`;
}

function verdictOf({ agrees, mirror }: IntegrityReport, texts: IntegrityTexts, numbers: Intl.NumberFormat) {
  if (!mirror) return { kind: "unknown", text: texts.nothing };
  if (agrees === null) return { kind: "unknown", text: texts.unknown };
  const lines = numbers.format(mirror.lines);
  return agrees ? { kind: "good", text: texts.same(lines) } : { kind: "bad", text: texts.other };
}

function linesOf(
  { lines, chain }: { readonly lines: number; readonly chain: string },
  numbers: Intl.NumberFormat,
  texts: IntegrityTexts,
): string {
  return `${texts.lines(numbers.format(lines))}<br><code>${escapeHtml(chain)}</code>`;
}

function daysOf(days: readonly IntegrityDay[], texts: IntegrityTexts, numbers: Intl.NumberFormat): string {
  if (days.length === 0) return `<p>${texts.noDays}</p>`;
  const sum = (of: (day: IntegrityDay) => number) => numbers.format(days.reduce((total, day) => total + of(day), 0));
  const summary = texts.summary(
    numbers.format(days.length),
    sum(({ checks }) => checks),
    sum(({ batches }) => batches),
    sum(({ mismatches, disagreements }) => mismatches + disagreements),
  );
  const heads = texts.columns.map((column) => `<th scope="col">${column}</th>`).join("");
  const rows = days.map(({ day, checks, batches, mismatches, disagreements, greatestLag }) => {
    const cells = [checks, batches, mismatches + disagreements, greatestLag].map((each) => numbers.format(each));
    const kind = mismatches + disagreements > 0 ? ' class="bad"' : "";
    return `<tr${kind}><th scope="row">${day}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  return `<p>${summary}</p>
<div class="table" role="region" aria-label="${texts.days}" tabindex="0"><table><thead><tr>${heads}</tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>`;
}
