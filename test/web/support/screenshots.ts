/** Pictures of every scenario, to look at: `node test/web/support/screenshots.ts <folder>`. */
import { mkdirSync } from "node:fs";
import { serve } from "@hono/node-server";
import { openBrowser } from "./browser.ts";
import { harness } from "./server.ts";

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

const SHOTS = [
  { code: "AP20230515A123", view: PHONE, lang: "zh", dark: false },
  { code: "AP20230515A123", view: PHONE, lang: "en", dark: true },
  { code: "AP20230515A123", view: { width: 360, height: 740 }, lang: "en", dark: false },
  { code: "AP20230515A123", view: DESK, lang: "zh", dark: false },
  { code: "AP20230515A123", view: DESK, lang: "en", dark: true },
  { code: "DOCUMENT", view: PHONE, lang: "en", dark: false },
  { code: "DESCRIPTION", view: PHONE, lang: "zh", dark: true },
  { code: "PICTURE", view: DESK, lang: "en", dark: false },
  { code: "MISSING", view: PHONE, lang: "zh", dark: false },
  { code: "REORDERED", view: DESK, lang: "en", dark: false },
  { code: "ACTOR", view: PHONE, lang: "en", dark: false },
  { code: "WITHHELD", view: PHONE, lang: "zh", dark: false },
  { code: "SECRET", view: DESK, lang: "en", dark: false },
  { code: "NODOCUMENT", view: PHONE, lang: "zh", dark: false },
  { code: "NODOCUMENT", view: DESK, lang: "en", dark: false },
  { code: "NOCHAIN", view: PHONE, lang: "en", dark: false },
  { code: "NOCHAIN", view: DESK, lang: "zh", dark: true },
  { code: "SLOWCHAIN", view: PHONE, lang: "zh", dark: false },
  { code: "NOPROOF", view: PHONE, lang: "en", dark: false },
  { code: "UNKNOWN", view: PHONE, lang: "zh", dark: false },
  { code: "DOWN", view: PHONE, lang: "en", dark: true },
  { code: "", view: PHONE, lang: "zh", dark: false },
] as const;

const folder = process.argv[2] ?? "screenshots";
mkdirSync(folder, { recursive: true });
const server = serve({ fetch: (await harness()).fetch, port: 0, hostname: "127.0.0.1" });
await new Promise((resolve) => server.once("listening", resolve));
const { port } = server.address() as { port: number };
const browser = await openBrowser();

for (const { code, view, lang, dark } of SHOTS) {
  const page = await browser.newPage({ viewport: view, colorScheme: dark ? "dark" : "light", deviceScaleFactor: 1 });
  page.on("console", (message) => console.log(code, message.type(), message.text()));
  page.on("pageerror", (error) => console.log(code, error));
  await page.goto(`http://127.0.0.1:${port}/t${code && `/${code}`}?lang=${lang}`);
  const settled =
    code === "SLOWCHAIN"
      ? '[data-outcome="checking"]'
      : '[data-testid="verdict"]:not([data-outcome="checking"]), .message';
  await page.waitForSelector(settled);
  await page.waitForTimeout(300);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) console.log(`${code} is ${wide} pixels too wide at ${view.width}`);
  const name = `${folder}/${code || "form"}-${view.width}-${lang}-${dark ? "dark" : "light"}`;
  await page.screenshot({ path: `${name}.png` });
  await page.screenshot({ path: `${name}-full.png`, fullPage: true });
  await page.close();
}
await browser.close();
server.close();
