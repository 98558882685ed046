/**
 * The first script of each page, for any browser: it lends an old one what it lacks, and lets one that is too old say
 * so. It is lowered to ES5, where nothing but parameters can be local.
 */

type Old = Record<string, unknown>;

/** Whether the pages' scripts can run at all: integers of the chain do not fit into anything else. */
function canRun(script: HTMLScriptElement): boolean {
  return "noModule" in script && typeof BigInt === "function" && typeof TextDecoder === "function";
}

/** Whether the browser has what `old-browsers.ts` brings. */
function isNew(list: Old, text: Old, object: Old): boolean {
  return !!(list.at && list.findLast && list.toSorted && text.isWellFormed && object.hasOwn);
}

function load(script: HTMLScriptElement, source: string, type: string, next: () => void, page: HTMLElement): void {
  script.type = type;
  script.onload = next;
  script.onerror = () => giveUp(page);
  script.src = source;
  document.head.appendChild(script);
}

/** Shows the sentence that stands in the page for this. */
function giveUp(page: HTMLElement): void {
  page.className = "cannot-open";
}

function start(here: HTMLScriptElement, page: HTMLElement): void {
  load(document.createElement("script"), here.dataset.page ?? "", "module", () => undefined, page);
}

function open(here: HTMLScriptElement, page: HTMLElement): void {
  if (!canRun(here)) giveUp(page);
  else if (isNew(Array.prototype as never, String.prototype as never, Object as never)) start(here, page);
  else load(document.createElement("script"), here.dataset.old ?? "", "text/javascript", () => start(here, page), page);
}

open(document.currentScript as HTMLScriptElement, document.getElementById("page") as HTMLElement);
