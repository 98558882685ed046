/** The brand's icon. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%231b6638' stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M5 19c0-9 5-14 15-14 0 10-5 15-12 14.5M5 21c.5-5 3.5-8.5 8-11'/%3E%3C/svg%3E";

/** The addresses of a page's script and style sheet. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** What differs from page to page. */
export interface PageShell {
  readonly title: string;
  /** Further tags of the head, one a line. */
  readonly head: readonly string[];
  /** Further attributes of the element that the script fills. */
  readonly attributes?: string;
  /** Shown without JavaScript. */
  readonly noScript: { readonly zh: string; readonly en: string };
}

/** The HTML around a script: the same for everybody, so that it can be cached, and with nothing inline. */
export function pageHtml(assets: PageAssets, { title, head, attributes = "", noScript }: PageShell): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${title}</title>
${head.join("\n")}
<meta name="referrer" content="no-referrer">
<meta name="theme-color" content="#faf9f4" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0f1411" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${assets.style}">
<script type="module" src="${assets.script}"></script>
</head>
<body>
<div id="page"${attributes}></div>
<noscript>
<p lang="zh-CN">${noScript.zh}</p>
<p lang="en">${noScript.en}</p>
</noscript>
</body>
</html>
`;
}
