import { z } from "@hono/zod-openapi";
import { cors } from "hono/cors";
import { attestCertificate } from "../../../../domain/certificates/attest-certificate.ts";
import { countDownload } from "../../../../domain/certificates/count-download.ts";
import {
  findCertificate,
  findCertificateByDigest,
  listCertificates,
} from "../../../../domain/certificates/find-certificate.ts";
import { issueCertificate } from "../../../../domain/certificates/issue-certificate.ts";
import { readCertificate } from "../../../../domain/certificates/read-certificate.ts";
import { revokeCertificate } from "../../../../domain/certificates/revoke-certificate.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { conditionalJson, isFresh } from "../../../http/conditional.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import {
  attestationInputSchema,
  certificateInputSchema,
  certificateSchema,
  revocationInputSchema,
} from "../certificate-schema.ts";
import { accepted, dataOf, failures, jsonOf, signedInOnly, writeHeaders } from "../documentation.ts";
import { acceptedOperation, success, successOfWrite } from "../envelope.ts";
import { certificateView } from "../views/certificate.ts";

/** Below this, certificates are downloaded. */
export const CERTIFICATES_PREFIX = "/certificates";

const PATH = "/v1/traces/{traceId}/certificates";
const TAGS = ["Certificates"];
const params = z.object({ traceId: z.string() });
const ofNumber = z.object({ number: z.string() });

/** Certificates: issue, attest, list, revoke; find, by number or file, and download, for anybody. */
export function certificateRoutes(app: Application, options: RouteOptions): void {
  writingRoutes(app, options);
  publicCertificateRoutes(app, options);
}

function writingRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const { publicUrl } = services.settings;

  endpoint(
    app,
    {
      method: "post",
      path: PATH,
      tags: TAGS,
      summary: "Issue a certificate of a trace batch's journey: a PDF whose digest is on chain before it is given",
      description:
        "Inspectors and regulators attest it. The batch's holder declares it: a statement of its own, which an inspector or a regulator may attest later. An official one is refused while a fail stands, any while the batch is recalled.",
      ...signedInOnly,
      request: { params, headers: writeHeaders, body: jsonOf(certificateInputSchema, "The certificate") as never },
      responses: {
        201: dataOf(certificateSchema, "Issued, and on chain"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write"), limiter.limit("print")],
    async (context) => {
      const traceId = pathParameter(context, "traceId");
      const written = await issueCertificate(services, contextOf(context), traceId, await readJson(context));
      return successOfWrite(context, written, (standing) => certificateView(standing, publicUrl));
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: PATH,
      tags: TAGS,
      summary: "List the certificates of a trace batch",
      ...signedInOnly,
      request: { params },
      responses: { 200: dataOf(z.array(certificateSchema), "The first one first"), ...failures(401, 404) },
    },
    [bearer(services)],
    async (context) => {
      const standings = await listCertificates(services, contextOf(context), pathParameter(context, "traceId"));
      return success(
        context,
        standings.map((standing) => certificateView(standing, publicUrl)),
      );
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/certificates/{number}/attest",
      tags: TAGS,
      summary: "Attest the PDF that a batch's holder declared, on chain, by its digest: inspectors and regulators can",
      ...signedInOnly,
      request: { params: ofNumber, headers: writeHeaders, body: jsonOf(attestationInputSchema, "Which PDF") as never },
      responses: {
        200: dataOf(certificateSchema, "Attested"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 410, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const number = pathParameter(context, "number");
      const written = await attestCertificate(services, contextOf(context), number, await readJson(context));
      return written.result === null
        ? acceptedOperation(context, written.operation)
        : success(context, certificateView(written.result, publicUrl));
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/certificates/{number}/revoke",
      tags: TAGS,
      summary:
        "Revoke a certificate, on chain: whoever issued it can, or a regulator; whoever attested it takes that back",
      ...signedInOnly,
      request: { params: ofNumber, headers: writeHeaders, body: jsonOf(revocationInputSchema, "Why") as never },
      responses: {
        200: dataOf(certificateSchema, "Revoked"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const number = pathParameter(context, "number");
      const written = await revokeCertificate(services, contextOf(context), number, await readJson(context));
      return written.result === null
        ? acceptedOperation(context, written.operation)
        : success(context, certificateView(written.result, publicUrl));
    },
  );
}

function publicCertificateRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const { publicUrl } = services.settings;
  const open = cors({
    origin: "*",
    allowMethods: ["GET", "HEAD"],
    allowHeaders: ["If-None-Match"],
    exposeHeaders: ["ETag"],
  });
  app.use("/v1/certificates/by-digest/:sha256", open);
  app.use("/v1/certificates/:number", open);
  app.use(`${CERTIFICATES_PREFIX}/:file`, open);
  const answers = {
    200: dataOf(certificateSchema, "The certificate, and how it stands"),
    304: { description: "Not changed" },
    ...failures(404),
  };

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/certificates/by-digest/{sha256}",
      tags: TAGS,
      summary: "Find a certificate by the SHA-256 of its PDF",
      request: { params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) },
      responses: answers,
    },
    [],
    async (context) => {
      const standing = await findCertificateByDigest(services, pathParameter(context, "sha256"));
      return conditionalJson(context, { status: "success", data: certificateView(standing, publicUrl) });
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: "/v1/certificates/{number}",
      tags: TAGS,
      summary: "Find a certificate by its number",
      request: { params: ofNumber },
      responses: answers,
    },
    [],
    async (context) => {
      const standing = await findCertificate(services, pathParameter(context, "number"));
      return conditionalJson(context, { status: "success", data: certificateView(standing, publicUrl) });
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: `${CERTIFICATES_PREFIX}/{file}`,
      tags: TAGS,
      summary: "Download a certificate's PDF: its number, and .pdf",
      request: { params: z.object({ file: z.string() }) },
      responses: {
        200: {
          description: "The PDF",
          content: { "application/pdf": { schema: { type: "string", format: "binary" } } },
        },
        304: { description: "Not changed" },
        ...failures(404, 410),
      },
    },
    [],
    async (context) => {
      const number = pathParameter(context, "file").replace(/\.pdf$/, "");
      const { certificate, bytes } = await readCertificate(services, number);
      const headers = {
        "Content-Type": "application/pdf",
        "Content-Disposition": `inline; filename="${certificate.drawn.number}.pdf"`,
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "public, no-cache",
        ETag: `"${certificate.drawn.sha256.slice(2)}"`,
      };
      if (isFresh(context, headers.ETag)) return context.body(null, 304, headers);
      if (context.req.method === "GET" && (await limiter.counts(context, "look"))) {
        countDownload(services, certificate.drawn.batchId, certificate.drawn.number);
      }
      return context.body(bytes.slice(), 200, headers);
    },
  );
}
