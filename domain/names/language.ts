/** In which of our two languages somebody is addressed. */

/** A language that the pages speak. */
export type PageLanguage = "en" | "zh";

/** Languages of China besides Chinese whose readers read it too, by the tags that browsers give. */
const OF_CHINA = /^(?:bo|ii|ug|za)\b/i;

/**
 * The language for a tag such as `zh-Hant-TW`: Chinese for all of its varieties and for the other languages of China,
 * English for all else.
 */
export function languageFor(tag: string): PageLanguage {
  const isOfChina = OF_CHINA.test(tag) || (/-CN\b/i.test(tag) && !/^en\b/i.test(tag));
  return /^zh\b/i.test(tag) || isOfChina ? "zh" : "en";
}

/** The language for an `Accept-Language` header: what is preferred most decides. Chinese where nothing is said. */
export function languageAccepted(header: string | undefined): PageLanguage {
  const tags = (header ?? "").split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().split(/\s*;\s*/);
    const q = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2);
    return { tag, q: q === undefined ? 1 : Number(q) || 0 };
  });
  const [first] = tags.filter(({ tag, q }) => tag !== "" && tag !== "*" && q > 0).sort((a, b) => b.q - a.q);
  return first ? languageFor(first.tag) : "zh";
}
