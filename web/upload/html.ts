import { ICON } from "../shopper/html.ts";

/** The page around the script: nothing inline, and the worker's address where the script finds it. */
export function uploadHtml(assets: {
  readonly script: string;
  readonly style: string;
  readonly worker: string;
}): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>上传附件 Upload · 溯源 Suyuan</title>
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="theme-color" content="#faf9f4" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0f1411" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${assets.style}">
<script type="module" src="${assets.script}"></script>
</head>
<body>
<div id="page" data-worker="${assets.worker}"></div>
<noscript>
<p lang="zh-CN">上传附件需要启用 JavaScript：文件的摘要在您的浏览器中计算。</p>
<p lang="en">Uploading needs JavaScript: files are hashed in your own browser.</p>
</noscript>
</body>
</html>
`;
}
