/** Mails to operators: Chinese first, then English, in one mail. */

import type { Message } from "../messages/messenger.ts";
import { isoTime } from "../shared/time.ts";
import type { Notice } from "./alerts.ts";

const STATES: Readonly<Record<Notice["state"], { readonly zh: string; readonly en: string }>> = {
  begun: { zh: "告警", en: "Alert" },
  still: { zh: "仍未恢复", en: "Still" },
  over: { zh: "已恢复", en: "Over" },
};

/** A mail about a problem. `instance` is where the installation is reached. */
export function alertMessage(to: string, notice: Notice, instance: string): Message {
  const { title, details } = notice;
  const state = STATES[notice.state];
  const facts = [
    ["instance", instance],
    ["kind", notice.kind],
    ["severity", notice.severity],
    ["since", isoTime(notice.since)],
    ["at", isoTime(notice.at)],
    ...Object.entries(details).map(([name, value]) => [name, asText(value)]),
  ] as [string, string][];
  const lines = facts.map(([name, value]) => `${name}: ${value}`);
  const rows = facts.map(
    ([name, value]) => `<tr><th align="left">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return {
    channel: "email",
    to,
    subject: `溯源 ${state.zh}：${title.zh} · Suyuan ${state.en.toLowerCase()}: ${title.en}`,
    text: [`${state.zh}：${title.zh}`, `${state.en}: ${title.en}`, lines.join("\n")].join("\n\n"),
    html: `<!doctype html><html><head><meta charset="utf-8"><title>Suyuan 溯源</title></head><body><p lang="zh"><strong>${escapeHtml(`${state.zh}：${title.zh}`)}</strong></p><p lang="en"><strong>${escapeHtml(`${state.en}: ${title.en}`)}</strong></p><table>${rows.join("")}</table></body></html>`,
  };
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Codes of batches are arbitrary user input. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
