/** The form by which anybody asks that what is said of them is erased; it needs no script. */
import { escapeHtml } from "../escape.ts";
import type { PageAbout } from "../page-about.ts";

const TEXTS = {
  zh: {
    title: "在此请求删除",
    batchCode: "批次编码（见标签）",
    seq: "记录编号（不清楚可不填）",
    reason: "要删除什么，为什么",
    contact: "您的电子邮箱",
    send: "提交请求",
    taken: (day: string) => `请求已收到。我们最迟在 ${day} 前以邮件答复。`,
    refused: "请求未能提交：",
  },
  en: {
    title: "Ask for an erasure here",
    batchCode: "Batch code, from the label",
    seq: "Number of the record, if you know it",
    reason: "What should be erased, and why",
    contact: "Your email address",
    send: "Send the request",
    taken: (day: string) => `Your request was taken down. You are answered by mail by ${day} at the latest.`,
    refused: "The request was not taken:",
  },
} as const;

/** The form, with what became of it where it was sent. */
export function erasureFormHtml({ language, erasureRequest }: PageAbout): string {
  const texts = TEXTS[language];
  const { dueOn, faults = [], fields = {} } = erasureRequest ?? {};
  const said = (name: string) => escapeHtml(fields[name] ?? "");
  const input = (name: "batchCode" | "contact" | "seq", attributes: string) =>
    `<p><label>${texts[name]}<input name="${name}" value="${said(name)}" ${attributes}></label></p>`;
  const heading = `<h3 id="erasure">${texts.title}</h3>`;
  if (dueOn !== undefined) return `${heading}\n<p role="status"><strong>${texts.taken(escapeHtml(dueOn))}</strong></p>`;
  const list = faults.map((fault) => `<li>${escapeHtml(fault)}</li>`).join("");
  return `${heading}
${faults.length > 0 ? `<div role="alert"><p><strong>${texts.refused}</strong></p><ul>${list}</ul></div>\n` : ""}<form class="erasure-form" method="post" action="/privacy?lang=${language}">
${input("batchCode", 'required maxlength="200"')}
${input("seq", 'inputmode="numeric" pattern="[0-9]*" maxlength="9"')}
<p><label>${texts.reason}<textarea name="reason" rows="4" required maxlength="2000">${said("reason")}</textarea></label></p>
${input("contact", 'type="email" autocomplete="email" required maxlength="254"')}
<p><button type="submit" class="button">${texts.send}</button></p>
</form>`;
}
