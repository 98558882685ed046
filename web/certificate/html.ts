import { ICON } from "../shopper/html.ts";

/** The page around the script: the same for every certificate, with nothing inline. */
export function certificateHtml(assets: { readonly script: string; readonly style: string }): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>证书核验 · Certificate check</title>
<meta name="description" content="Check a traceability certificate against the blockchain, in your own browser. 在您的浏览器中核验溯源证书。">
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
<p lang="zh-CN">本页面在您的浏览器中自行核验证书，因此需要启用 JavaScript。</p>
<p lang="en">This page checks certificates in your own browser, and needs JavaScript for it.</p>
</noscript>
</body>
</html>
`;
}
