import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Application } from "../http/env.ts";

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
 * /docs/<dialect>`: pages that show them without external resources.
 */
export function referenceRoutes(app: Application, dialects: readonly DocumentedDialect[], publicUrl: string): void {
  for (const { app: part } of [{ app }, ...dialects]) {
    part.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
      type: "http",
      scheme: "bearer",
      bearerFormat: "JWT",
    });
  }
  documentRoute(app, "/openapi.json", { title: "Suyuan 溯源", app }, publicUrl);
  for (const { name, title, app: part } of dialects) {
    documentRoute(app, `/openapi/${name}.json`, { title: `Suyuan 溯源 – ${title}`, app: part }, publicUrl);
  }

  const page = (path: string, document: string) => {
    const html = pageOf(document, dialects);
    app.get(path, (context) => context.html(html, 200, { "Content-Security-Policy": POLICY }));
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
  { title, app: documented }: Omit<DocumentedDialect, "name">,
  publicUrl: string,
): void {
  let document: string | undefined;
  app.get(path, (context) => {
    // Generated on first request: by then every route is registered.
    document ??= JSON.stringify(
      documented.getOpenAPI31Document({
        openapi: "3.1.0",
        info: {
          title,
          version: "1",
          description:
            "Traceability of batches, each act a line on chain that anybody can verify.\n\n" +
            "Whatever else a route answers: 429 to whoever asks too often, 500 for a fault of ours, 503 with `Retry-After` " +
            "while the database is locked, read-only or away, and 507 while the disk is full; each in the shape of its " +
            "dialect's other failures. With the same `Idempotency-Key` it may be tried again.",
          license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
        },
        servers: [{ url: publicUrl }],
      }),
    );
    return context.body(document, 200, { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*" });
  });
}

function pageOf(document: string, dialects: readonly DocumentedDialect[]): string {
  const links = [{ name: "", title: "All" }, ...dialects].map(
    ({ name, title }) => `<a href="/docs${name && `/${name}`}">${title.split(":", 1)[0]}</a>`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Suyuan 溯源 API</title>
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
    <link rel="stylesheet" href="/docs/page.css" />
  </head>
  <body>
    <nav aria-label="Documents">${links.join("")}</nav>
    <div id="reference" data-document="${document}"></div>
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
const START = `SwaggerUIBundle({
  url: document.getElementById("reference").dataset.document,
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
        InfoContainer: (Info) => (props) => createElement("section", { "aria-label": "About" }, createElement(Info, props)),
        AuthorizeBtnContainer: (Button) => (props) =>
          createElement("section", { "aria-label": "Authorization" }, createElement(Button, props)),
        TextArea: (TextArea) => (props) => createElement(TextArea, { "aria-label": "Value", ...props }),
        operations: (Operations) => (props) =>
          createElement(
            Fragment,
            null,
            createElement("h2", { className: "operations-title" }, "Operations"),
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
