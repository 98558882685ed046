import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const FLAGS =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

/** A headless browser: the one at CHROMIUM if that is set, else the one that comes as a package. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? (await sparticuz.executablePath());
  return chromium.launch({ executablePath, args: FLAGS.split(" ") });
}
