/** The masthead of a page of words. */
import { TAGLINE } from "../../domain/names/tagline.ts";
import type { PageAbout } from "../page-about.ts";

/** The brand, and the way to the other language. */
export function mastheadHtml({ language }: Pick<PageAbout, "language">): string {
  const isChinese = language === "zh";
  return `<header class="masthead">
<a class="brand" href="/t?lang=${language}"><span class="brand-name">${isChinese ? "溯源" : "Suyuan"}</span>
<span class="brand-tagline">${TAGLINE[language]}</span></a>
<a class="language" href="?lang=${isChinese ? "en" : "zh"}" lang="${isChinese ? "en" : "zh-CN"}">${isChinese ? "English" : "中文"}</a>
</header>`;
}
