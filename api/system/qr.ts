import { createHash } from "node:crypto";
import { z } from "@hono/zod-openapi";
import { accepts } from "hono/accepts";
import QRCode from "qrcode";
import { findBatchByCodeOrThrow } from "../../domain/batches/find-batch-or-throw.ts";
import { labelAddress, pageUrl } from "../../domain/labels/digital-link.ts";
import type { Services } from "../../domain/services.ts";
import { invalid } from "../../domain/shared/errors.ts";
import { parseInput } from "../../domain/shared/input.ts";
import { isFresh } from "../http/conditional.ts";
import { endpoint } from "../http/endpoint.ts";
import type { Application, RequestContext } from "../http/env.ts";
import { wantsPage } from "../http/reader.ts";
import { pathParameter } from "../http/request.ts";

const TYPES = { svg: "image/svg+xml", png: "image/png" } as const;
type Format = keyof typeof TYPES;

/** Level M and a quiet zone of four modules: what ISO/IEC 18004 requires of a printed label. */
const SYMBOL = { errorCorrectionLevel: "M", margin: 4 } as const;

/** Greyscale without filtering: searching for a smaller encoding takes several times as long. */
const PNG_OPTIONS = { colorType: 0, filterType: 0, deflateStrategy: 0, deflateLevel: 6 };

/** Cameras need at least this many pixels a module. */
const PIXELS_PER_MODULE = 2;
const SIZE = { least: 64, most: 1024, usual: 512 } as const;
const SIZE_RULE = `Size must be a whole number from ${SIZE.least} to ${SIZE.most}`;

const queryInput = z.object({
  format: z.enum(["svg", "png"], { error: "Format must be svg or png" }).optional(),
  size: z
    .string()
    .regex(/^\d{1,4}$/, { error: SIZE_RULE, abort: true })
    .transform(Number)
    .refine((size) => size >= SIZE.least && size <= SIZE.most, SIZE_RULE)
    .optional(),
});

/** `GET /qr/{batchCode}`: what is printed on a batch's label, as a picture. */
export function qrRoute(app: Application, services: Services): void {
  const picture = (type: string) => ({ [type]: { schema: z.string() } });
  endpoint(
    app,
    {
      method: "get",
      path: "/qr/{batchCode}",
      tags: ["Public"],
      summary: "A batch's QR code: its GS1 Digital Link, or where it has none the address of the shopper's page",
      description: "`.svg` or `.png` after the code says which format, as `format` does; else `Accept` does.",
      request: {
        params: z.object({ batchCode: z.string() }),
        query: z.object({
          format: z.enum(["svg", "png"]).optional(),
          size: z.coerce
            .number()
            .int()
            .min(SIZE.least)
            .max(SIZE.most)
            .optional()
            .openapi({
              description: `Pixels from side to side; ${SIZE.usual} for a PNG that is asked for without`,
            }),
        }),
      },
      responses: {
        200: { description: "The code", content: { ...picture(TYPES.svg), ...picture(TYPES.png) } },
        302: {
          description: "To the shopper's page, where `Accept` names `text/html` and nothing else says which format",
        },
        304: { description: "Not changed" },
        404: { description: "There is no such batch" },
        422: { description: "The format or size is none, or too small for this code" },
      },
    },
    [],
    async (context) => {
      const named = pathParameter(context, "batchCode");
      // A suffix is always a format (domain/labels/digital-link.ts, `qrCodeUrl`).
      const suffix = /\.(svg|png)$/i.exec(named)?.[1]?.toLowerCase() as Format | undefined;
      const query = parseInput(queryInput, context.req.query());
      const isBare = suffix === undefined && Object.keys(query).length === 0;
      const batch = await findBatchByCodeOrThrow(services, suffix ? named.slice(0, -suffix.length - 1) : named);
      // Who opens the address in a browser wants what the picture leads to; an `img` does not ask for a page.
      if (isBare && wantsPage(context)) {
        return context.body(null, 302, {
          Location: pageUrl("", batch.code),
          "Cache-Control": "no-cache",
          Vary: "Accept",
        });
      }
      const format = query.format ?? suffix ?? acceptedFormat(context);
      const body = await draw(labelAddress(services, batch), format, query.size);
      const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
      const headers = { "Cache-Control": "public, max-age=86400", ETag: etag, Vary: "Accept" };
      if (isFresh(context, etag)) return context.body(null, 304, headers);
      return context.body(body, 200, {
        ...headers,
        "Content-Type": TYPES[format],
        "Content-Security-Policy": "sandbox; default-src 'none'",
      });
    },
  );
}

function acceptedFormat(context: RequestContext): Format {
  const type = accepts(context, { header: "Accept", supports: Object.values(TYPES), default: TYPES.svg });
  return type === TYPES.png ? "png" : "svg";
}

async function draw(text: string, format: Format, size: number | undefined): Promise<Uint8Array<ArrayBuffer>> {
  const modules = QRCode.create(text, SYMBOL).modules.size + 2 * SYMBOL.margin;
  if (size !== undefined && size < modules * PIXELS_PER_MODULE) {
    throw invalid("size", `Size must be at least ${modules * PIXELS_PER_MODULE} for this code`);
  }
  if (format === "png") {
    const options = { ...SYMBOL, width: size ?? SIZE.usual, rendererOpts: { ...PNG_OPTIONS } };
    return new Uint8Array(await QRCode.toBuffer(text, options));
  }
  const width = size === undefined ? {} : { width: size };
  return new TextEncoder().encode(await QRCode.toString(text, { ...SYMBOL, ...width, type: "svg" }));
}
