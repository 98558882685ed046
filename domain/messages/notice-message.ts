/** Notices to an account that something concerns it: Chinese first, then English, in one message. */
import { withoutHidden } from "../shared/hidden-characters.ts";
import type { Channel, Message } from "./messenger.ts";

/** What somebody is told. Texts of others in it are told as text, on one line. */
export interface Notice {
  readonly subject: { readonly zh: string; readonly en: string };
  readonly sentences: { readonly zh: readonly string[]; readonly en: readonly string[] };
  /** Where to go on. */
  readonly link?: string;
}

/** The notice as a mail or a text message. */
export function noticeMessage(channel: Channel, to: string, { subject, sentences, link }: Notice): Message {
  const lines = (language: "zh" | "en") => sentences[language].map(asLine);
  const where = link === undefined ? [] : [link];
  if (channel === "phone") {
    return {
      channel,
      to,
      text: [`【溯源】${lines("zh").join("")}`, `Suyuan: ${lines("en").join(" ")}`, ...where].join(" "),
    };
  }
  const paragraphs = (language: "zh" | "en") =>
    `<div lang="${language}">${lines(language)
      .map((line) => `<p>${escaped(line)}</p>`)
      .join("")}</div>`;
  const anchor = link === undefined ? "" : `<p><a href="${escaped(link)}">${escaped(link)}</a></p>`;
  return {
    channel,
    to,
    subject: `溯源：${subject.zh} · Suyuan: ${subject.en}`,
    text: [...lines("zh"), "—", ...lines("en"), ...where].join("\n\n"),
    html: `<!doctype html><html><head><meta charset="utf-8"><title>Suyuan 溯源</title></head><body>${paragraphs("zh")}<hr>${paragraphs("en")}${anchor}</body></html>`,
  };
}

const asLine = (text: string) => withoutHidden(text.replace(/\s+/g, " ")).trim();
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character] as string);
