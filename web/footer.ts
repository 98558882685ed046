/** The footer of every page: in both languages, of which the style sheet shows the page's own. */
import { escapeHtml } from "./escape.ts";
import type { PageAbout } from "./page-about.ts";

const ICP = "https://beian.miit.gov.cn/";
const POLICE = "https://beian.mps.gov.cn/#/query/webSearch?code=";
const BLOCKCHAIN = "https://bcbeian.ifcert.cn/";

/** Which languages a sentence is shown in. */
const inBoth = (zh: string, en: string) =>
  `<span class="in-zh" lang="zh-CN">${zh}</span><span class="in-en" lang="en">${en}</span>`;

/** What the pages are, what is kept of their readers, and the numbers under which they are filed. */
export function footerHtml({ host }: Pick<PageAbout, "host">): string {
  const links = [
    link("/privacy", inBoth("隐私告知", "Privacy")),
    link("/wechat", inBoth("在微信中使用", "Using it in WeChat")),
    link("/t", inBoth("查询批次", "Look up a batch")),
    link("/verify", inBoth("核验证书", "Check a certificate")),
    link("/console", inBoth("工作台", "Console")),
    link("/audit", inBoth("审计台", "Auditor’s desk")),
    link("/integrity", inBoth("账本核对", "Integrity")),
  ];
  const { icpNumber, policeNumber, blockchainNumber } = host;
  const numbers = [
    icpNumber && outward(ICP, icpNumber),
    policeNumber && outward(POLICE + policeNumber.replace(/\D/g, ""), policeNumber),
    blockchainNumber && outward(BLOCKCHAIN, `区块链信息服务备案编号：${blockchainNumber}`),
  ].filter(Boolean);
  return `<footer class="footer">
<p>${inBoth(
    "开源软件。产品信息均可与链上指纹核对。",
    "Open source. What is told of products can be checked against fingerprints on the blockchain.",
  )}</p>
<p>${links.join(" ")}</p>
${host.name ? `<p>${inBoth("运营者：", "Run by ")}<bdi>${escapeHtml(host.name)}</bdi></p>\n` : ""}${
  numbers.length > 0 ? `<p lang="zh-CN">${numbers.join(" ")}</p>\n` : ""
}</footer>`;
}

function link(href: string, html: string): string {
  return `<a href="${href}">${html}</a>`;
}

function outward(href: string, text: string): string {
  return `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer nofollow">${escapeHtml(text)}</a>`;
}
