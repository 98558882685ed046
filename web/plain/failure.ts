/** What somebody reads who asked for a page and cannot have it. */
import { escapeHtml } from "../escape.ts";
import { type PageAssets, plainHtml } from "../html.ts";
import type { PageAbout } from "../page-about.ts";
import { mastheadHtml } from "./masthead.ts";

interface Words {
  readonly title: string;
  readonly text: string;
}

/** By status; every other one is said as `other`. */
const WORDS: Readonly<Record<"zh" | "en", Readonly<Record<string, Words>>>> = {
  zh: {
    400: { title: "地址有误", text: "这个地址的格式不正确。请核对后重试，或重新扫描二维码。" },
    404: { title: "没有找到", text: "这个地址下没有内容。请核对地址，或输入标签上的批次编码查询。" },
    410: { title: "内容已依法删除", text: "此处的内容已应依法提出的请求删除，其数字指纹仍保留在链上。" },
    429: { title: "访问过于频繁", text: "同一网络的访问过多，请稍等片刻再刷新页面。" },
    500: { title: "页面暂时无法显示", text: "我们这边出了问题，请稍后重试。" },
    503: { title: "服务暂时不可用", text: "请稍等片刻再刷新页面。" },
    other: { title: "页面暂时无法显示", text: "请稍后重试，或返回上一页。" },
  },
  en: {
    400: { title: "This address is not right", text: "Check the address and try again, or scan the code again." },
    404: {
      title: "There is nothing here",
      text: "Check the address, or look a batch up by the code on its label.",
    },
    410: { title: "Erased", text: "What was here was erased on a lawful request. Its digest stays on the blockchain." },
    429: { title: "Too many requests", text: "Too much is asked from your network. Wait a moment, then reload." },
    500: { title: "Something went wrong on our side", text: "Try again in a moment." },
    503: { title: "Not available just now", text: "Wait a moment, then reload." },
    other: { title: "This page cannot be shown", text: "Try again in a moment, or go back." },
  },
};

const LINKS = {
  zh: { code: "输入批次编码", certificate: "核验证书", requestId: "请求编号" },
  en: { code: "Enter a batch code", certificate: "Check a certificate", requestId: "Request" },
} as const;

/** A failed request, as a page. */
export const failureHtml = (assets: Pick<PageAssets, "style">) => {
  const render = plainHtml(
    assets,
    { title: { zh: "溯源", en: "Suyuan" }, description: { zh: "", en: "" }, indexed: false },
    bodyOf,
    mastheadHtml,
  );
  return (about: PageAbout) => render({ ...about, title: wordsOf(about).title });
};

function wordsOf({ language, failure }: PageAbout): Words {
  const words = WORDS[language];
  return (words[String(failure?.status)] ?? words.other) as Words;
}

function bodyOf(about: PageAbout): string {
  const { language, failure } = about;
  const { title, text } = wordsOf(about);
  const links = LINKS[language];
  // What the server says is for programs and in English: beside our own words it helps whoever asks for help.
  const said =
    failure && failure.status < 500 ? `<p class="request-id" lang="en">${escapeHtml(failure.message)}</p>` : "";
  return `<h1>${title}</h1>
<p>${text}</p>
<p><a href="/t?lang=${language}">${links.code}</a> · <a href="/verify?lang=${language}">${links.certificate}</a></p>
${said}<p class="request-id">${failure?.status} · ${links.requestId} ${escapeHtml(failure?.requestId ?? "")}</p>`;
}
