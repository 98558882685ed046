/** The HTML around a page's script, and of pages that need none. */
import { escapeHtml } from "./escape.ts";
import { footerHtml } from "./footer.ts";
import type { PageAbout } from "./page-about.ts";

/** The brand's icon. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%231b6638' stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M5 19c0-9 5-14 15-14 0 10-5 15-12 14.5M5 21c.5-5 3.5-8.5 8-11'/%3E%3C/svg%3E";

/** The addresses of a page's scripts and style sheet. */
export interface PageAssets {
  readonly style: string;
  /** The page's own script, and what it cannot begin without. */
  readonly scripts: (about: Pick<PageAbout, "language">) => readonly string[];
  /** What is run before it, in every browser. */
  readonly open: string;
  /** What an old browser lacks. */
  readonly old: string;
}

/** What differs from page to page. */
export interface PageShell {
  readonly title: Record<"zh" | "en", string>;
  readonly description: Record<"zh" | "en", string>;
  /** Whether search engines may list it. */
  readonly indexed: boolean;
  /** Further attributes of the element that the script fills. */
  readonly attributes?: string;
  /** Shown without JavaScript. */
  readonly noScript: { readonly zh: string; readonly en: string };
}

/** Shown until the script has taken over: in an old browser it may be all that there ever is. */
const OPENING = `<div class="opening">
<p lang="zh-CN">正在打开……若长时间空白，请点右上角“···”选择“在浏览器打开”，或更新微信。</p>
<p lang="en">Opening… If nothing more appears, open this page in another browser, or update this one.</p>
</div>
<div class="cannot-open-text">
<p lang="zh-CN">页面未能打开。请检查网络后重试；若仍打不开，说明此浏览器版本过旧（需要 iOS 14、安卓 Chrome 87 或更高版本），请更新后再试，或在其他浏览器中打开。</p>
<p lang="en">This page could not be opened. Check your connection and try again. If that does not help, this browser is too old (it takes iOS 14, Chrome 87 or later): update it, or use another one.</p>
</div>`;

/** A page that a script fills: told apart for each reader in its head alone, and with nothing inline. */
export function pageHtml(assets: PageAssets, shell: PageShell): (about: PageAbout) => string {
  const { attributes = "", noScript } = shell;
  const body = `<div id="page"${attributes}>
${OPENING}
</div>
<noscript>
<p lang="zh-CN">${noScript.zh}</p>
<p lang="en">${noScript.en}</p>
</noscript>`;
  return (about) => documentHtml(assets.style, shell, about, scriptsOf(assets, about), body);
}

function scriptsOf({ scripts, open, old }: PageAssets, about: PageAbout): string {
  const needed = scripts(about);
  return `${needed.map((script) => `<link rel="modulepreload" href="${script}">`).join("\n")}
<script defer src="${open}" data-page="${needed[0] ?? ""}" data-old="${old}"></script>`;
}

/** A page of words: no script is needed to read it; where one is given, it adds to it. */
export function plainHtml(
  assets: Pick<PageAssets, "style">,
  shell: Pick<PageShell, "title" | "description" | "indexed">,
  body: (about: PageAbout) => string,
  masthead: (about: PageAbout) => string,
  script?: PageAssets,
): (about: PageAbout) => string {
  return (about) => {
    const words = `${masthead(about)}\n<main id="main" class="words">\n${body(about)}\n</main>`;
    return documentHtml(assets.style, shell, about, script ? scriptsOf(script, about) : "", words);
  };
}

function documentHtml(
  style: string,
  { title, description, indexed }: Pick<PageShell, "title" | "description" | "indexed">,
  about: PageAbout,
  scripts: string,
  body: string,
): string {
  const { language } = about;
  return `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}" data-time-zone="${escapeHtml(about.timeZone)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
${metaTags({ ...about, title: about.title ?? title[language], description: about.description ?? description[language] })}
${indexed ? "" : '<meta name="robots" content="noindex">\n'}<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<meta name="theme-color" content="#faf9f4" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0f1411" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${style}">
${scripts}
</head>
<body>
${body}
${footerHtml(about)}
</body>
</html>
`;
}

/** What search engines and the cards of messengers show of a page. */
function metaTags({ title, description, language, address, image }: PageAbout): string {
  const property = (name: string, value: string | undefined) =>
    value === undefined ? [] : [`<meta property="og:${name}" content="${escapeHtml(value)}">`];
  return [
    `<title>${escapeHtml(title ?? "")}</title>`,
    `<meta name="description" content="${escapeHtml(description ?? "")}">`,
    ...property("type", "website"),
    ...property("site_name", language === "zh" ? "溯源" : "Suyuan"),
    ...property("locale", language === "zh" ? "zh_CN" : "en_GB"),
    ...property("title", title),
    ...property("description", description),
    ...property("url", address),
    ...property("image", image),
  ].join("\n");
}
