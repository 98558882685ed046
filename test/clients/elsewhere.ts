/** A web client's own server: its page and its program, from another origin than the API's. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser } from "playwright-core";

/** Clients in a browser. */
export interface Elsewhere {
  /** Runs a document's client with what it is given, in a page of its own. */
  run(document: string, ...given: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

/** Serve the browser's clients of these documents. */
export async function serveElsewhere(browser: Browser, documents: readonly string[]): Promise<Elsewhere> {
  const { outputFiles } = await build({
    entryPoints: documents.map((name) => ({
      in: fileURLToPath(new URL(`${name}/client.ts`, import.meta.url)),
      out: name,
    })),
    outdir: "/",
    bundle: true,
    format: "esm",
    write: false,
  });
  const scripts = new Map(outputFiles.map(({ path, contents }) => [path, contents]));
  const server = createServer((request, response) => {
    const script = scripts.get(request.url ?? "");
    response
      .writeHead(200, { "content-type": script ? "text/javascript" : "text/html" })
      .end(script ?? "<!doctype html><title>A client</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    async run(document, ...given) {
      const page = await browser.newPage();
      try {
        await page.goto(origin);
        // As a text: what compiles the tests would make another import of it.
        return await page.evaluate(`import("/${document}.js").then(({ walk }) => walk(...${JSON.stringify(given)}))`);
      } finally {
        await page.close();
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
