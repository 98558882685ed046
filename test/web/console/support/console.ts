/** The console in a real browser, against the real API and a real chain. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type ServerType, serve } from "@hono/node-server";
import type { AxeResults, RunOptions } from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { buildWeb } from "../../../../web/bundle.ts";
import { type Api, startApi } from "../../../api/support/api.ts";
import type { WorldOptions } from "../../../support/world.ts";
import { openBrowser } from "../../support/browser.ts";

/** A page of the console, and what the browser complained of. */
export type ConsolePage = Page & { complaints: string[] };

/** A running console. */
export interface ConsoleWorld {
  readonly api: Api;
  readonly browser: Browser;
  readonly origin: string;
  /** A page at a path below `/console`, with nobody signed in. */
  open(
    path?: string,
    options?: BrowserContextOptions,
    prepare?: (context: BrowserContext) => Promise<void>,
  ): Promise<ConsolePage>;
  /** The same, with an account of the test's signed in by its password. */
  signIn(
    username: string,
    path?: string,
    options?: BrowserContextOptions,
    prepare?: (context: BrowserContext) => Promise<void>,
  ): Promise<ConsolePage>;
  close(): Promise<void>;
}

/** Start all of it. `fetch` may stand between browser and application. */
export async function startConsole(
  between: (request: Request, app: Api["app"]) => Response | Promise<Response> = (request, app) => app.fetch(request),
  options: WorldOptions = {},
): Promise<ConsoleWorld> {
  let api: Api | undefined;
  const server: ServerType = serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: (request) => between(request, (api as Api).app),
  });
  await new Promise((resolve) => server.once("listening", resolve));
  const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const started = await startApi({
    ...options,
    settings: { publicUrl: origin, ...options.settings },
    app: { web: await buildWeb() },
  });
  api = started;
  const browser = await openBrowser();

  const open: ConsoleWorld["open"] = async (path = "", options = {}, prepare) => {
    // The policy forbids scripts of others, and axe is one.
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      locale: "en-GB",
      bypassCSP: true,
      ...options,
    });
    await prepare?.(context);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().startsWith("Failed to load")) complaints.push(message.text());
    });
    await page.goto(`${origin}/console${path}`);
    return Object.assign(page, { complaints });
  };

  return {
    api: started,
    browser,
    origin,
    open,
    signIn: async (username, path, options, prepare) => {
      const page = await open(path, options, prepare);
      await page.locator("#username").fill(username);
      await page.locator("#password").fill("Secret123");
      await page.locator("#password").press("Enter");
      return page;
    },
    close: async () => {
      await browser.close();
      server.close();
      await started.close();
    },
  };
}

/** That axe has nothing against a page as it stands, and that nothing of it is wider than the screen. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  const { violations } = await page.evaluate<AxeResults, RunOptions>(
    (options) => (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(options),
    { resultTypes: ["violations"] },
  );
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  expect(faults, page.url()).toEqual([]);
  const width = page.viewportSize()?.width;
  expect(await page.evaluate(() => document.documentElement.scrollWidth), page.url()).toBe(width);
}

/** Where pictures of the views are put, for people to look at. */
const PICTURES = process.env.SCREENSHOTS;

/** A view as it stands: nothing for axe to complain of, and a picture on a phone and at a desk, if they are wanted. */
export async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  if (!PICTURES) return;
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await page.screenshot({ path: `${PICTURES}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 360, height: 740 });
}
