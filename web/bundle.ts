/** Builds the pages in memory: nothing generated is in the source tree, and what is served is always up to date. */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build } from "esbuild";
import { auditHtml } from "./audit/html.ts";
import { certificateHtml } from "./certificate/html.ts";
import { confirmHtml } from "./confirm/html.ts";
import { consoleHtml } from "./console/html.ts";
import { eventsAlone, namespaceZod, withoutJsonSchema, withoutZodWords } from "./lighter.ts";
import type { PageAbout } from "./page-about.ts";
import { failureHtml } from "./plain/failure.ts";
import { integrityHtml } from "./plain/integrity.ts";
import { privacyHtml } from "./plain/privacy.ts";
import { recallHtml } from "./plain/recall.ts";
import { wechatHtml } from "./plain/wechat.ts";
import { shopperHtml } from "./shopper/html.ts";
import { startHtml } from "./start/html.ts";
import { uploadHtml } from "./upload/html.ts";

/** A file to serve. */
export interface WebFile {
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly etag: string;
  /** The same, compressed once for everybody. */
  readonly compressed: { readonly br: Uint8Array; readonly gzip: Uint8Array };
}

/** A page, whose HTML is made for each reader. */
export interface WebPage {
  readonly render: (about: PageAbout) => string;
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** The pages by their paths: each has a style sheet of its folder's name, and most have a script. */
const PAGES = [
  { path: "/", name: "start", html: startHtml },
  { path: "/t", name: "shopper", html: shopperHtml },
  { path: "/verify", name: "certificate", html: certificateHtml },
  { path: "/upload-page", name: "upload", html: uploadHtml },
  { path: "/confirm", name: "confirm", html: confirmHtml },
  { path: "/console", name: "console", html: consoleHtml },
  { path: "/audit", name: "audit", html: auditHtml },
  { path: "/privacy", name: "plain", html: privacyHtml },
  { path: "/wechat", name: "plain", html: wechatHtml },
  { path: "/integrity", name: "plain", html: integrityHtml },
  { path: "/failure", name: "plain", html: failureHtml },
  { path: "/recall", name: "plain", html: recallHtml },
] as const;

const SCRIPTS = ["shopper", "certificate", "upload", "confirm"] as const;

/** Pages whose parts are fetched when somebody goes there. */
const IN_PARTS = { audit: "web/audit/main.tsx", console: "web/console/main.tsx", start: "web/start/main.ts" } as const;

/** The worker that hashes files for the upload page. */
const WORKER = "upload-digest";

/** What the shopper's page fetches when it is needed. */
const LATE = { origins: "web/shopper/origins.ts", readings: "web/shopper/readings.tsx" } as const;

/** What every script is built with. */
const COMMON = {
  absWorkingDir: root,
  outdir: "/assets",
  entryNames: "[name]-[hash]",
  bundle: true,
  write: false,
  minify: true,
  charset: "utf8",
  jsx: "automatic",
  jsxImportSource: "preact",
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
  logLevel: "silent",
} as const;

/** Phones of 2020; docs/browsers.md says so. */
const TARGET = {
  target: ["safari14", "chrome87"],
  // Only Safari 14.0 has a fault in it, in a form that is not written here; esbuild cannot lower it.
  supported: { destructuring: true },
};

/**
 * Build the pages. Keys are URL paths: the assets under `/assets/`, with a hash of their content in the name so that
 * they may be cached forever, and each page under its own path.
 */
export async function buildWeb(): Promise<ReadonlyMap<string, WebFile | WebPage>> {
  const [modules, inParts, classic, opening] = await Promise.all([
    build({
      ...COMMON,
      ...TARGET,
      format: "esm",
      entryPoints: Object.fromEntries([
        ...SCRIPTS.map((name) => [name, `web/${name}/main.tsx`]),
        ...Object.entries(LATE),
        ...[...SCRIPTS, ...Object.keys(IN_PARTS), "plain"].map((name) => [
          `${name}-style`,
          `web/${name}/styles/index.css`,
        ]),
      ]),
      plugins: [eventsAlone, namespaceZod, withoutJsonSchema, withoutZodWords],
    }),
    build({
      ...COMMON,
      ...TARGET,
      format: "esm",
      splitting: true,
      chunkNames: "part-[hash]",
      entryPoints: IN_PARTS,
      plugins: [eventsAlone, namespaceZod, withoutJsonSchema, withoutZodWords],
    }),
    build({
      ...COMMON,
      ...TARGET,
      format: "iife",
      // Workers are modules in newer browsers alone.
      entryPoints: { [WORKER]: "web/upload/digest-worker.ts", "old-browsers": "web/old-browsers.ts" },
    }),
    build({ ...COMMON, target: "es5", format: "iife", entryPoints: { open: "web/open.ts" } }),
  ]);

  const files = new Map<string, WebFile | WebPage>();
  const paths = new Map<string, string>();
  const outputs = [modules, inParts, classic, opening].flatMap(({ outputFiles }) => outputFiles);
  await Promise.all(
    outputs.map(async ({ path, contents }) => {
      const name = path.split(/[\\/]/).at(-1) as string;
      paths.set(name.replace(/-[A-Z0-9]{8}\.(?:js|css)$/, ""), `/assets/${name}`);
      files.set(`/assets/${name}`, await webFile(contents, name.endsWith(".css") ? "text/css" : "text/javascript"));
    }),
  );
  for (const { path, name, html } of PAGES) {
    const pathOf = (entry: string) => paths.get(entry) ?? "";
    const render = html({
      style: pathOf(`${name}-style`),
      script: pathOf(name),
      worker: pathOf(WORKER),
      origins: pathOf("origins"),
      readings: pathOf("readings"),
      open: pathOf("open"),
      old: pathOf("old-browsers"),
    });
    files.set(path, { render });
  }
  return files;
}

async function webFile(body: Uint8Array, type: string): Promise<WebFile> {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const [br, gzipped] = await Promise.all([
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
    promisify(gzip)(body, { level: 9 }),
  ]);
  return { body, contentType: `${type}; charset=utf-8`, etag, compressed: { br, gzip: gzipped } };
}
