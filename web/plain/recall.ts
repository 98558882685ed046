/** A recall to print, for whoever may read it: its notice, its batches, and what their holders said. */

import type { Outsider, RecallItem } from "../../domain/recalls/ports.ts";
import type { PrintedRecall } from "../../domain/recalls/print-recall.ts";
import type { RecallReport } from "../../domain/recalls/summary.ts";
import { harmless } from "../../domain/shared/foreign-text.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { traceIdOf, userIdOf } from "../../domain/shared/identifiers.ts";
import { fromThousandths, unitName } from "../../domain/shared/quantity.ts";
import { escapeHtml } from "../escape.ts";
import { type PageAssets, plainHtml } from "../html.ts";
import type { PageAbout } from "../page-about.ts";
import { RECALL_TEXTS, type RecallTexts } from "./recall-texts.ts";

/**
 * The page. Its links are whole addresses: it is fetched with a token, so that whoever fetched it opens it from where it was
 * kept.
 */
export const recallHtml = ({ style }: Pick<PageAssets, "style">) => {
  const shell = {
    title: { zh: RECALL_TEXTS.zh.title(""), en: RECALL_TEXTS.en.title("") },
    description: { zh: "", en: "" },
    indexed: false,
  };
  return (about: PageAbout) =>
    plainHtml({ style: (about.address ?? "") + style }, shell, bodyOf, brand)({ ...about, title: titleOf(about) });
};

function titleOf({ language, recall }: PageAbout): string {
  const { title, drillTitle } = RECALL_TEXTS[language];
  return recall?.recall.isDrill ? drillTitle(recall.recall.id) : title(recall?.recall.id ?? "");
}

const brand = ({ language }: PageAbout) =>
  `<header class="masthead"><span class="brand"><span class="brand-name">${language === "zh" ? "溯源" : "Suyuan"}</span></span></header>`;

/** How a reader's numbers, moments and amounts are written. */
interface Writing {
  readonly texts: RecallTexts;
  readonly number: (value: number) => string;
  readonly moment: (at: Date) => string;
  readonly amount: (thousandths: bigint, unit: string) => string;
}

function writingFor({ language, timeZone }: PageAbout): Writing {
  const locale = language === "zh" ? "zh-CN" : "en-GB";
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  const number = (value: number) => numbers.format(value);
  return {
    texts: RECALL_TEXTS[language],
    number,
    moment: (at) => escapeHtml(moments.format(at)),
    amount: (thousandths, unit) => `${number(fromThousandths(thousandths))} ${escapeHtml(unitName(unit))}`,
  };
}

function bodyOf(about: PageAbout): string {
  if (!about.recall) return "";
  const writing = writingFor(about);
  const { recall, items, summary, report, outsiders } = about.recall;
  const { texts, moment, number } = writing;
  const lifted =
    recall.liftedAt &&
    `<p class="finding unknown"><strong>${texts.lifted(moment(recall.liftedAt), foreign(recall.liftReason ?? ""))}</strong></p>`;
  const left = summary.batches - items.length;
  return [
    `<h1>${escapeHtml(titleOf(about))}</h1>`,
    recall.isDrill ? `<p class="finding bad"><strong>${texts.drill}</strong></p>` : "",
    lifted ?? "",
    noticeOf(about.recall, writing),
    `<h2>${texts.figures}</h2>`,
    figuresOf(about.recall, writing),
    report ? `<h2>${texts.report}</h2>\n${reportOf(report, writing)}` : "",
    `<h2>${texts.list}</h2>`,
    tableOf(
      texts.list,
      texts.columns,
      items.map((item) => rowOf(item, about.recall as PrintedRecall, writing)),
    ),
    left > 0 ? `<p>${texts.more(number(left))}</p>` : "",
    outsiders.length === 0
      ? ""
      : `<h2>${texts.outsiders}</h2>\n${tableOf(
          texts.outsiders,
          texts.outsiderColumns,
          outsiders.map((firm) => outsiderRow(firm, writing)),
        )}`,
  ].join("\n");
}

function noticeOf({ recall, by }: PrintedRecall, { texts, moment }: Writing): string {
  return factsOf([
    [texts.by, foreign(by)],
    [texts.batch, `${foreign(recall.batchCode)}<br><code>${traceIdOf(recall.batchId)}</code>`],
    [texts.class, texts.classes[recall.class]],
    [texts.scope, texts.scopes[recall.scope]],
    [texts.reason, foreign(recall.reason)],
    [texts.instruction, foreign(recall.instruction)],
    [texts.contact, foreign(recall.contact)],
    [texts.begun, moment(recall.createdAt)],
  ]);
}

function figuresOf({ summary }: PrintedRecall, { texts, number, amount }: Writing): string {
  const amounts = (["remaining", "sold", "found", "quarantined", "destroyed"] as const).map(
    (name): [string, string] => [
      texts[name],
      [...summary[name]].map(([unit, sum]) => amount(sum, unit)).join("<br>") || texts.nothing,
    ],
  );
  return factsOf([
    [texts.batches, number(summary.batches)],
    [texts.holders, number(summary.holders)],
    [texts.marked, texts.markedOf(number(summary.marked), number(summary.toMark))],
    [texts.notices, number(summary.notices)],
    [texts.acknowledged, number(summary.acknowledged)],
    ...amounts,
  ]);
}

function reportOf(report: RecallReport, { texts, number }: Writing): string {
  const seconds = (time: number | null) => (time === null ? "–" : texts.seconds(number(Math.round(time / 1000))));
  return factsOf([
    [texts.told, number(report.told)],
    [texts.untold, number(report.untold)],
    [texts.untilTold, seconds(report.untilTold)],
    [texts.answered, texts.percent(number(report.answered))],
    [texts.untilAnswered, seconds(report.untilAnswered)],
  ]);
}

function rowOf(item: RecallItem, { accounts }: PrintedRecall, { texts, moment, amount }: Writing): readonly string[] {
  const named = (address: Hex) => {
    const name = accounts.get(address)?.name;
    return name === undefined ? `<code>${address}</code>` : foreign(name);
  };
  const sayer = (id: number) => {
    const known = [item.custodian, item.holder].map((address) => accounts.get(address)).find((one) => one?.id === id);
    return foreign(known?.name ?? userIdOf(id));
  };
  const answers = item.acknowledgements.map(({ found, quarantined, destroyed, note, by, at }) => {
    const said = texts.said(amount(found, item.unit), amount(quarantined, item.unit), amount(destroyed, item.unit));
    return `${said}<br>${sayer(by)} · ${moment(at)}${note === "" ? "" : `<br>${foreign(note)}`}`;
  });
  const marking = texts.markings[item.marking];
  return [
    foreign(item.code),
    named(item.holder),
    named(item.custodian),
    amount(item.remaining, item.unit),
    amount(item.sold, item.unit),
    item.isMarked ? `${marking}<br>${texts.isMarked}` : marking,
    answers.length === 0 ? texts.silent : answers.join("<br>"),
  ];
}

const outsiderRow = ({ name, email, toldAt, said }: Outsider, { texts, moment }: Writing): readonly string[] => [
  foreign(name),
  foreign(email),
  toldAt ? moment(toldAt) : "–",
  said
    ? [foreign(said.found), moment(said.at), ...(said.note === "" ? [] : [foreign(said.note)])].join("<br>")
    : texts.silent,
];

/** What others wrote, as text and nothing else. */
const foreign = (text: string) => `<bdi>${escapeHtml(harmless(text))}</bdi>`;

const factsOf = (rows: readonly (readonly [name: string, html: string])[]) =>
  `<dl class="facts">${rows.map(([name, html]) => `<div><dt>${name}</dt><dd>${html}</dd></div>`).join("")}</dl>`;

function tableOf(label: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const heads = columns.map((column) => `<th scope="col">${column}</th>`).join("");
  const cells = rows.map(
    ([first, ...others]) =>
      `<tr><th scope="row">${first}</th>${others.map((html) => `<td>${html}</td>`).join("")}</tr>`,
  );
  return `<div class="table texts" role="region" aria-label="${label}" tabindex="0"><table><thead><tr>${heads}</tr></thead>
<tbody>${cells.join("\n")}</tbody></table></div>`;
}
