/** The brand’s leaf, for tabs. */
export const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%231b6638' stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M5 19c0-9 5-14 15-14 0 10-5 15-12 14.5M5 21c.5-5 3.5-8.5 8-11'/%3E%3C/svg%3E";

/** The page around the script: the same for every batch, so that it can be cached and has nothing inline. */
export function shopperHtml(assets: { readonly script: string; readonly style: string }): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>溯源 Suyuan</title>
<meta name="description" content="Traceability you can check yourself. 人人可自行核验的溯源。">
<meta name="referrer" content="no-referrer">
<meta name="theme-color" content="#faf9f4" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0f1411" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${assets.style}">
<script type="module" src="${assets.script}"></script>
</head>
<body>
<div id="page"></div>
<noscript>
<p lang="zh-CN">本页面在您的浏览器中自行核验溯源信息，因此需要启用 JavaScript。</p>
<p lang="en">This page verifies the journey in your own browser, and needs JavaScript for it.</p>
</noscript>
</body>
</html>
`;
}
