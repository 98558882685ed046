/** Builds the pages in memory: nothing generated is in the source tree, and what is served is always up to date. */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { auditHtml } from "./audit/html.ts";
import { certificateHtml } from "./certificate/html.ts";
import { confirmHtml } from "./confirm/html.ts";
import { consoleHtml } from "./console/html.ts";
import { eventsAlone, inOneLanguage } from "./lighter.ts";
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

/** The scripts by their pages, of which each is of one piece, or of what is needed at first and what is fetched when it is needed. */
const SCRIPTS = ["audit", "certificate", "confirm", "console", "start", "upload"] as const;

/** Pages whose script speaks one language, for the weight of the other's words. */
const IN_ONE_LANGUAGE = ["shopper"] as const;

const LANGUAGES = ["en", "zh"] as const;

/** The worker that hashes files for the upload page. */
const WORKER = "upload-digest";

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
  const styles = [...IN_ONE_LANGUAGE, ...SCRIPTS, "plain"];
  const [scripts, inOne, others] = await Promise.all([
    Promise.all(SCRIPTS.map((name) => buildScript(name, name))),
    Promise.all(
      IN_ONE_LANGUAGE.flatMap((name) =>
        LANGUAGES.map((language) => buildScript(`${name}-${language}`, name, inOneLanguage(language))),
      ),
    ),
    Promise.all([
      build({
        ...COMMON,
        ...TARGET,
        entryPoints: Object.fromEntries(styles.map((name) => [`${name}-style`, `web/${name}/styles/index.css`])),
      }),
      build({
        ...COMMON,
        ...TARGET,
        format: "iife",
        // Workers are modules in newer browsers alone.
        entryPoints: { [WORKER]: "web/upload/digest-worker.ts", "old-browsers": "web/old-browsers.ts" },
      }),
      build({ ...COMMON, target: "es5", format: "iife", entryPoints: { open: "web/open.ts" } }),
    ]),
  ]);

  const files = new Map<string, WebFile | WebPage>();
  const paths = new Map<string, string>();
  const built = [...scripts, ...inOne];
  const outputs = [...built.map(({ outputs }) => outputs), ...others.map(({ outputFiles }) => outputFiles)].flat();
  await Promise.all(
    outputs.map(async ({ path, contents }) => {
      const name = nameOf(path);
      paths.set(name.replace(/-[A-Z0-9]{8}\.(?:js|css)$/, ""), `/assets/${name}`);
      files.set(`/assets/${name}`, await webFile(contents, name.endsWith(".css") ? "text/css" : "text/javascript"));
    }),
  );
  const firstOf = new Map(built.map(({ name, first }) => [name, first]));
  for (const { path, name, html } of PAGES) {
    const pathOf = (entry: string) => paths.get(entry) ?? "";
    const render = html({
      style: pathOf(`${name}-style`),
      scripts: ({ language }) => firstOf.get(name) ?? firstOf.get(`${name}-${language}`) ?? [],
      worker: pathOf(WORKER),
      open: pathOf("open"),
      old: pathOf("old-browsers"),
    });
    files.set(path, { render });
  }
  return files;
}

/** A page's script, whose first piece is `outputs` of the name, and the addresses of all that it cannot begin without. */
async function buildScript(name: string, page: string, ...plugins: readonly Plugin[]) {
  const { outputFiles, metafile } = await build({
    ...COMMON,
    ...TARGET,
    format: "esm",
    splitting: true,
    chunkNames: "part-[hash]",
    metafile: true,
    entryPoints: { [name]: `web/${page}/main.tsx` },
    // The first that takes a file is the one that loads it.
    plugins: [eventsAlone, ...plugins],
  });
  const first: string[] = [];
  const follow = (path: string) => {
    const address = `/assets/${nameOf(path)}`;
    if (first.includes(address)) return;
    first.push(address);
    for (const { path: next, kind } of metafile.outputs[path]?.imports ?? []) {
      if (kind === "import-statement") follow(next);
    }
  };
  const [entry] =
    Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith("/main.tsx")) ?? [];
  if (entry) follow(entry);
  return { name, outputs: outputFiles, first };
}

const nameOf = (path: string) => path.split(/[\\/]/).at(-1) as string;

async function webFile(body: Uint8Array, type: string): Promise<WebFile> {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const [br, gzipped] = await Promise.all([
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
    promisify(gzip)(body, { level: 9 }),
  ]);
  return { body, contentType: `${type}; charset=utf-8`, etag, compressed: { br, gzip: gzipped } };
}
