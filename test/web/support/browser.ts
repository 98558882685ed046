import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sparticuz, { inflate } from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const FLAGS =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

/** Milliseconds for whatever a page is waited for: many times what it takes, since the machine may be at other things. */
const PATIENCE = 240_000;

/** Where the packaged browser and the libraries that a bare system lacks are unpacked to. */
const LIBRARIES = join(tmpdir(), "al2023", "lib");

/** Unpack the packaged browser. Once for all workers: two at a time would write the same file. */
export async function unpackBrowser(): Promise<void> {
  if (process.env.CHROMIUM) return;
  await sparticuz.executablePath();
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  await inflate(join(dirname(entry), "..", "bin", "al2023.tar.br"));
}

/** A headless browser: the one at CHROMIUM if that is set, else the one that comes as a package. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? (await sparticuz.executablePath());
  const env = process.env.CHROMIUM ? process.env : { ...process.env, LD_LIBRARY_PATH: LIBRARIES };
  const browser = await chromium.launch({
    executablePath,
    args: FLAGS.split(" "),
    env: env as Record<string, string>,
    timeout: PATIENCE,
  });
  const open = browser.newContext.bind(browser);
  // By which pages are opened too.
  browser.newContext = async (options) => {
    const context = await open(options);
    context.setDefaultTimeout(PATIENCE);
    return context;
  };
  return browser;
}

/** Opens a page as on a narrow phone, and collects what the browser complains of. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page & { complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 }, locale: "en-GB", ...options });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load")) complaints.push(message.text());
  });
  await page.goto(url);
  return Object.assign(page, { complaints });
}
