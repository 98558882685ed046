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

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Suyuan 溯源 API</title>
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="reference"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({ url: "/openapi.json", dom_id: "#reference", deepLinking: true, validatorUrl: null });\n`;

/** `GET /openapi.json`, and `GET /docs`: a page that shows it and needs nothing from elsewhere. */
export function referenceRoutes(app: Application, publicUrl: string): void {
  let document: string | undefined;
  app.get("/openapi.json", (context) => {
    // Generated when first asked for: by then every route is registered.
    document ??= JSON.stringify(
      app.getOpenAPI31Document({
        openapi: "3.1.0",
        info: {
          title: "Suyuan 溯源",
          version: "1",
          description: "Traceability of batches, each act a line on chain that anybody can verify.",
          license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
        },
        servers: [{ url: publicUrl }],
      }),
    );
    return context.body(document, 200, { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*" });
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
  });

  app.get("/docs", (context) => context.html(PAGE, 200, { "Content-Security-Policy": POLICY }));
  app.get("/docs/start.js", (context) =>
    context.body(START, 200, { "Content-Type": "text/javascript; charset=utf-8" }),
  );
  for (const [name, type] of Object.entries(ASSETS)) {
    const body = new Uint8Array(readFileSync(join(DISTRIBUTION, name)));
    app.get(`/docs/${name}`, (context) =>
      context.body(body.slice(), 200, { "Content-Type": type, "Cache-Control": "public, max-age=86400" }),
    );
  }
}
