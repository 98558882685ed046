import { accepts } from "hono/accepts";
import { inChinese } from "../../domain/names/in-chinese.ts";
import type { RequestContext } from "./env.ts";

/** The languages that sentences are said in. */
export type Language = "en" | "zh";

/** What speakers of other languages of China read here, as do readers of Chinese of any place and script. */
const READS_CHINESE = /^(?:zh|(?:bo|ii|mn|ug|za)-cn)(?:-|$)/i;

/** The language that a request asks for, by `Accept-Language`: English unless it prefers Chinese. */
export function languageOf(context: RequestContext): Language {
  const language = accepts(context, {
    header: "Accept-Language",
    supports: ["en", "zh"],
    default: "en",
    match: (accepted) => {
      const known = accepted.filter(({ q }) => q > 0).sort((a, b) => b.q - a.q);
      const first = known.find(({ type }) => READS_CHINESE.test(type) || /^en(-|$)/i.test(type));
      return first && READS_CHINESE.test(first.type) ? "zh" : "en";
    },
  });
  return language === "zh" ? "zh" : "en";
}

/** How a request is answered with sentences: each in its language, which the answer's headers tell. */
export function sentencesFor(context: RequestContext): (sentence: string) => string {
  const language = languageOf(context);
  context.header("Content-Language", language);
  context.header("Vary", "Accept-Language", { append: true });
  return language === "en" ? (sentence) => sentence : (sentence) => inChinese(sentence) ?? sentence;
}
