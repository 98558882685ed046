import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { translate } from "../../domain/names/translate.ts";
import type { Application, RequestContext } from "../http/env.ts";
import type { Language } from "../http/language.ts";
import { guideHtml } from "./reference-guide.ts";
import { languageAskedFor, pathsInChinese } from "./reference-language.ts";
import { REFERENCE_WORDS, TITLE_TEXTS } from "./reference-texts/index.ts";

const DISTRIBUTION = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

/** Served by these exact names; nothing else of the package is reachable. */
const ASSETS = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
  "favicon-32x32.png": "image/png",
} as const;

/** Swagger UI sets styles on elements and draws its icons from data URLs; it runs no script but the two named. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A dialect with the part of the application that serves it. */
export interface DocumentedDialect {
  readonly name: string;
  readonly title: string;
  readonly app: Application;
}

/**
 * `GET /openapi.json` of everything and `GET /openapi/<dialect>.json` of each dialect, with `GET /docs` and `GET
 * /docs/<dialect>`: pages that show them without external resources. What people read of them is in Chinese for
 * whoever asks by `?lang=zh` or `Accept-Language`.
 */
export function referenceRoutes(app: Application, dialects: readonly DocumentedDialect[], publicUrl: string): void {
  for (const { app: part } of [{ app }, ...dialects]) {
    part.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
      type: "http",
      scheme: "bearer",
      bearerFormat: "JWT",
    });
  }
  documentRoute(app, "/openapi.json", { app }, publicUrl);
  for (const { name, title, app: part } of dialects) {
    documentRoute(app, `/openapi/${name}.json`, { title, app: part }, publicUrl);
  }

  const page = (path: string, document: string) => {
    app.get(path, (context) => {
      const html = pageOf(context, document, dialects, publicUrl);
      return context.html(html, 200, { "Content-Security-Policy": POLICY, ...languageHeaders(context) });
    });
  };
  page("/docs", "/openapi.json");
  app.get("/docs/start.js", (context) =>
    context.body(START, 200, { "Content-Type": "text/javascript; charset=utf-8" }),
  );
  app.get("/docs/page.css", (context) => context.body(STYLE, 200, { "Content-Type": "text/css; charset=utf-8" }));
  for (const [name, type] of Object.entries(ASSETS)) {
    const body = new Uint8Array(readFileSync(join(DISTRIBUTION, name)));
    app.get(`/docs/${name}`, (context) =>
      context.body(body.slice(), 200, { "Content-Type": type, "Cache-Control": "public, max-age=86400" }),
    );
  }
  for (const { name } of dialects) page(`/docs/${name}`, `/openapi/${name}.json`);
}

function documentRoute(
  app: Application,
  path: string,
  { title, app: documented }: { readonly title?: string; readonly app: Application },
  publicUrl: string,
): void {
  const documents = new Map<Language, string>();
  app.get(path, (context) => {
    const language = languageAskedFor(context);
    // Generated on first request: by then every route is registered.
    const document = documents.get(language) ?? JSON.stringify(documentOf(documented, title, publicUrl, language));
    documents.set(language, document);
    return context.body(document, 200, {
      "Content-Type": "application/json",
      "Access-Control-Allow-Origin": "*",
      ...languageHeaders(context),
    });
  });
}

function documentOf(documented: Application, title: string | undefined, publicUrl: string, language: Language) {
  const document = documented.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: ["Suyuan 溯源", ...(title === undefined ? [] : [titleIn(language, title)])].join(" – "),
      version: "1",
      description: REFERENCE_WORDS[language].description,
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    servers: [{ url: publicUrl }],
  });
  return language === "zh" ? { ...document, paths: pathsInChinese(document.paths ?? {}) } : document;
}

const titleIn = (language: Language, title: string) => (language === "zh" ? translate(TITLE_TEXTS, title) : title);

function languageHeaders(context: RequestContext): Record<string, string> {
  return { "Content-Language": languageAskedFor(context), Vary: "Accept-Language" };
}

function pageOf(
  context: RequestContext,
  document: string,
  dialects: readonly DocumentedDialect[],
  publicUrl: string,
): string {
  const language = languageAskedFor(context);
  const { locale, title: heading, all, documents, other, page } = REFERENCE_WORDS[language];
  // Who asked by the address goes on so; a browser says it of itself every time.
  const asked = context.req.query("lang") ? `?lang=${language}` : "";
  const shortly = (title: string) => titleIn(language, title).split(/[:：]/u, 1)[0] as string;
  const links = [{ name: "", title: all }, ...dialects].map(
    ({ name, title }) => `<a href="/docs${name && `/${name}`}${asked}">${shortly(title)}</a>`,
  );
  const titleOf = (name: string) => shortly(dialects.find((dialect) => dialect.name === name)?.title ?? name);
  const guide = document === "/openapi.json" ? guideHtml(language, publicUrl, titleOf) : "";
  const words = Object.entries(page).map(([name, word]) => ` data-${name}="${word}"`);
  return `<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${heading}</title>
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
    <link rel="stylesheet" href="/docs/page.css" />
  </head>
  <body>
    <nav aria-label="${documents}">${links.join("")}<a href="${context.req.path}?lang=${other.language}" lang="${other.locale}">${other.name}</a></nav>
    ${guide}
    <div id="reference" data-document="${document}${asked}"${words.join("")}></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;
}

/**
 * What is not for everybody in Swagger UI is put right: a link within a button, a choice of one server without a name, a
 * level of headings that is missing. The address still follows what is opened.
 */
const START = `for (const button of document.querySelectorAll(".copy")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.previousElementSibling.textContent);
    button.textContent = button.dataset.copied;
  });
}
const { dataset } = document.getElementById("reference");
SwaggerUIBundle({
  url: dataset.document,
  dom_id: "#reference",
  deepLinking: true,
  validatorUrl: null,
  plugins: [
    ({ React: { createElement, Fragment } }) => ({
      components: {
        DeepLink: ({ text }) => createElement("span", null, text),
        ServersContainer: () => null,
      },
      wrapComponents: {
        InfoContainer: (Info) => (props) => createElement("section", { "aria-label": dataset.about }, createElement(Info, props)),
        AuthorizeBtnContainer: (Button) => (props) =>
          createElement("section", { "aria-label": dataset.authorization }, createElement(Button, props)),
        TextArea: (TextArea) => (props) => createElement(TextArea, { "aria-label": dataset.value, ...props }),
        operations: (Operations) => (props) =>
          createElement(
            Fragment,
            null,
            createElement("h2", { className: "operations-title" }, dataset.operations),
            createElement(Operations, props),
          ),
      },
    }),
  ],
});
`;

/** Colours that can be read on their grounds: 4.5 to 1 at least. */
const STYLE = `nav { display: flex; flex-wrap: wrap; align-items: baseline; gap: 1rem; padding: 1rem; font-family: sans-serif; }
nav a { color: #1a5296; }
.operations-title { font-family: sans-serif; }
.guide { max-width: 1420px; margin: 0 auto; padding: 0 20px; font-family: sans-serif; box-sizing: border-box; }
.guide ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 1.5rem; padding: 0; list-style: none; }
.guide li { min-width: 0; }
.guide h3 { margin: 0; }
.guide a { color: #1a5296; }
.guide pre { padding: 0.75rem; overflow: auto; background: #f2f2f2; border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
.swagger-ui .info a, .swagger-ui .info a .url, .swagger-ui .info .link { color: #1a5296; }
.swagger-ui .info .title small.version-stamp { background-color: #3f6b00; }
.swagger-ui .btn.authorize { border-color: #1b6b43; color: #1b6b43; }
.swagger-ui .btn.authorize svg { fill: #1b6b43; }
.swagger-ui .opblock.opblock-get .opblock-summary-method { background: #1a5296; }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: #1b6b43; }
.swagger-ui .opblock.opblock-put .opblock-summary-method { background: #8a4b00; }
.swagger-ui .opblock.opblock-patch .opblock-summary-method { background: #0f665f; }
.swagger-ui .opblock.opblock-delete .opblock-summary-method { background: #b3261e; }
.swagger-ui .opblock.opblock-head .opblock-summary-method { background: #6d28a8; }
.swagger-ui .btn.try-out__btn { border-color: #3b4151; color: #3b4151; }
.swagger-ui .btn.cancel { border-color: #b3261e; color: #b3261e; }
.swagger-ui .btn.execute { border-color: #1a5296; background-color: #1a5296; }
.swagger-ui .parameter__in, .swagger-ui .parameter__extension, .swagger-ui .prop-format { color: #595959; }
.swagger-ui .json-schema-2020-12-expand-deep-button { color: #595959; }
.swagger-ui .highlight-code > .microlight { max-height: none; overflow: visible; white-space: pre-wrap; overflow-wrap: anywhere; }
`;
