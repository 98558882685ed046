/** Where everybody begins: readable without a script, which adds the camera and dropped files. */
import { escapeHtml } from "../escape.ts";
import { type PageAssets, plainHtml } from "../html.ts";
import type { PageAbout } from "../page-about.ts";
import { mastheadHtml } from "../plain/masthead.ts";
import { START_TEXTS, type StartTexts } from "./texts.ts";

/** The page. */
export const startHtml = (assets: PageAssets) =>
  plainHtml(
    assets,
    {
      title: { zh: START_TEXTS.zh.title, en: START_TEXTS.en.title },
      description: { zh: START_TEXTS.zh.description, en: START_TEXTS.en.description },
      indexed: true,
    },
    bodyOf,
    mastheadHtml,
    assets,
  );

function bodyOf(about: PageAbout): string {
  const { language, host } = about;
  const texts = START_TEXTS[language];
  const name = host.name === null ? "" : `<p>${texts.hostRuns(`<bdi>${escapeHtml(host.name)}</bdi>`)}</p>\n`;
  return `<h1>${texts.heading}</h1>
<p class="lead">${texts.description}</p>
<form class="look-up" action="/t" method="get" data-bad="${escapeHtml(texts.badCode)}">
<input type="hidden" name="lang" value="${language}">
<label for="code">${texts.code}</label>
<input id="code" name="code" class="mono" required autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="code-hint code-error">
<button type="submit" class="button">${texts.show}</button>
<p id="code-hint" class="muted">${texts.codeHint}</p>
<p id="code-error" class="field-error" role="alert"></p>
</form>
<div id="scan" hidden${dataOf(texts, ["scan", "stop", "scanning", "notACode", "denied", "none"])}>
<button type="button" class="button-quiet">${texts.scan}</button>
<p role="status"></p>
<video playsinline muted hidden aria-hidden="true"></video>
</div>
<div id="drop" class="drop-file" hidden${dataOf(texts, ["unreadable"])}>
<h2>${texts.drop}</h2>
<p class="muted">${texts.dropHint}</p>
<label class="button" for="file">${texts.choose}</label>
<input id="file" type="file" class="visually-hidden" accept="application/pdf,.pdf,application/json,.json">
<p class="field-error" role="alert"></p>
</div>
<ul class="ways">
${wayTo("/console", texts.firms, texts.signIn, texts.signInHint, language)}
${wayTo("/audit", texts.auditors, texts.audit, texts.auditHint, language)}
${wayTo("/integrity", texts.integrity, texts.integrity, texts.integrityHint, language)}
${wayTo("/docs", texts.programs, texts.reference, texts.referenceHint, language)}
</ul>
${name}<p>${texts.vouches}</p>
${developmentOf(about, texts)}`;
}

/** The texts that the script shows, where the page has them. */
function dataOf(texts: StartTexts, names: readonly (keyof StartTexts)[]): string {
  return names.map((name) => ` data-${name.toLowerCase()}="${escapeHtml(String(texts[name]))}"`).join("");
}

function wayTo(href: string, whom: string, title: string, hint: string, language: "en" | "zh"): string {
  const heading = whom === title ? "" : `<span class="muted">${whom}</span>\n`;
  return `<li>${heading}<a href="${href}?lang=${language}"><strong>${title}</strong></a>
<span>${hint}</span></li>`;
}

/** What a developer finds here; nothing in production. */
function developmentOf({ development }: PageAbout, texts: StartTexts): string {
  if (!development) return "";
  const { sandboxes } = development;
  const named = sandboxes.length > 0 ? `\n<p>${texts.sandboxes(sandboxes.map(escapeHtml).join(", "))}</p>` : "";
  return `<h2>${texts.development}</h2>
<p><a href="/dev/mailbox">${texts.mailbox}</a></p>${named}`;
}
