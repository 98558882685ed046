/** Sheets of labels, drawn as a printer draws them and read label by label as phones read them. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPdf, type PdfPage } from "../../support/pdf.ts";
import { type Api, PUBLIC_URL, startApi } from "../support/api.ts";
import { readPixels } from "../support/qr.ts";

const MM = 72 / 25.4;
/** What the sheets that one buys measure. */
const GRIDS = {
  "a4-24": { columns: 3, rows: 8, width: 70, height: 37, top: 0.5 },
  "a4-8": { columns: 2, rows: 4, width: 105, height: 74, top: 0.5 },
} as const;
type Layout = keyof typeof GRIDS;

let api: Api;
let token: string;
beforeAll(async () => {
  api = await startApi();
  token = (await api.account("supplier", "寿光蔬菜合作社")).token;
  const product = { id: "apple", name: "有机红苹果 Organic Red Apple", gtin: "9520123456788" };
  await api.call("POST", "/v1/products", { token, body: product });
});
afterAll(() => api.close());

async function batch(batchCode: string, fields: object = { productId: "apple" }): Promise<string> {
  const body = { name: "番茄", quantity: 1, unit: "kg", batchCode, harvestDate: "2023-05-15T08:00:00Z", ...fields };
  const answer = await api.call("POST", "/v1/traces", { token, body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.data.id;
}

async function sheets(traceId: string, query = "", as = token) {
  const headers = { authorization: `Bearer ${as}` };
  const response = await api.app.request(`/v1/traces/${traceId}/labels.pdf${query}`, { headers });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (response.status !== 200) throw new Error(new TextDecoder().decode(bytes));
  return { response, bytes };
}

/** What each place of a page has: the QR code in it, and its text. */
function labelsOn(
  page: PdfPage,
  layout: Layout,
  most = Number.POSITIVE_INFINITY,
): { code: string | null; text: string }[] {
  const { columns, rows, width, height, top } = GRIDS[layout];
  return Array.from({ length: Math.min(columns * rows, most) }, (_, place) => {
    const x = (place % columns) * width * MM;
    const y = (top + Math.floor(place / columns) * height) * MM;
    const part = { x, y, width: width * MM, height: height * MM };
    const { data, ...size } = page.pixels(part);
    const inside = page.texts.filter(
      (text) => text.x >= x && text.x < x + part.width && text.y >= y && text.y < y + part.height,
    );
    return { code: readPixels(data, size.width, size.height), text: inside.map(({ text }) => text).join(" ") };
  });
}

describe("sheets", () => {
  test.each([
    ["a4-24", ""],
    ["a4-24", "?layout=a4-24"],
    ["a4-8", "?layout=a4-8"],
  ] as const)("%s%s is one full sheet; every label is read and leads to the batch", async (layout, query) => {
    const code = `FULL-${layout}${query.length}`;
    const { response, bytes } = await sheets(await batch(code), query);
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(response.headers.get("content-disposition")).toMatch(/^inline; filename="labels-trace-[0-9a-f]{32}\.pdf"$/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const pages = await openPdf(bytes);
    expect(pages.map(({ width, height }) => [Math.round(width / MM), Math.round(height / MM)])).toEqual([[210, 297]]);
    const labels = pages.flatMap((page) => labelsOn(page, layout));
    expect(labels).toHaveLength(GRIDS[layout].columns * GRIDS[layout].rows);
    for (const label of labels) {
      expect(label.code).toBe(`${PUBLIC_URL}/01/09520123456788/10/${code}`);
      for (const words of ["有机红苹果", code, "2023-05-15", "寿光蔬菜合作社", "GTIN 09520123456788"]) {
        expect(label.text).toContain(words);
      }
    }
    const scanned = await api.call("GET", labels[0]?.code?.replace(PUBLIC_URL, "") ?? "");
    expect(scanned.headers.get("location")).toBe(`${PUBLIC_URL}/t/${code}`);
  });

  test("copies fill places in order, and go on to the next sheet", async () => {
    const traceId = await batch("COPIES");
    for (const [layout, copies] of [
      ["a4-24", 1],
      ["a4-24", 25],
      ["a4-8", 17],
    ] as const) {
      const pages = await openPdf((await sheets(traceId, `?layout=${layout}&copies=${copies}`)).bytes);
      const labels = pages.flatMap((page) => labelsOn(page, layout));
      const full = GRIDS[layout].columns * GRIDS[layout].rows;
      expect(pages.length).toBe(Math.ceil(copies / full));
      expect(labels.slice(0, copies).every(({ code }) => code?.endsWith("/10/COPIES"))).toBe(true);
      expect(labels.slice(copies).every(({ code, text }) => code === null && text === "")).toBe(true);
    }
  });

  test("the same label is the same bytes, and its symbol is no picture", async () => {
    const traceId = await batch("SAME");
    const [first, second] = [await sheets(traceId), await sheets(traceId)];
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
    const text = Buffer.from(first.bytes).toString("latin1");
    expect(text).not.toContain("/Subtype /Image");
    expect(text).toMatch(/^%PDF-1\.7/);
    expect((await sheets(traceId, "?copies=240")).bytes.length).toBeLessThan(2_000_000);
  });
});

describe("hostile labels", () => {
  test.each([
    ["a/b?c#d%2F\"'<>", {}, undefined],
    ["%".repeat(64), {}, undefined],
    ["W".repeat(64), { productId: "apple" }, undefined],
    ["\\) Tj (x".replaceAll(" ", "_"), { productId: "apple" }, undefined],
    ["(1)/Launch%0A", { productId: "apple" }, "%281%29%2FLaunch%250A"],
    ["LONG", { name: "特级有机红富士苹果".repeat(20) }, undefined],
    ["BREAKS", { name: "番茄\n\u202ex\t一级\u2028果" }, undefined],
    ["SHORT", { productId: "apple", lot: "L-1" }, "L-1"],
    [`${"W".repeat(20)}-234567`, { productId: "apple", lot: "W".repeat(20) }, "W".repeat(20)],
    [`${"W".repeat(62)}-2`, { productId: "apple", lot: "M".repeat(20) }, "M".repeat(20)],
    ["BARE", { harvestDate: undefined }, undefined],
  ])("the batch %s is read, and nothing leaves its label", async (code, fields, lot) => {
    const traceId = await batch(code, { productId: undefined, ...fields });
    for (const layout of ["a4-24", "a4-8"] as const) {
      const [page] = await openPdf((await sheets(traceId, `?layout=${layout}&copies=5`)).bytes);
      if (!page) throw new Error("there is no page");
      const address = lot ? `${PUBLIC_URL}/01/09520123456788/10/${lot}` : `${PUBLIC_URL}/t/${encodeURIComponent(code)}`;
      for (const label of labelsOn(page, layout, 5)) {
        expect(label.code).toBe(address);
        // However it breaks into lines, all of the code is there.
        expect(label.text.replaceAll(" ", "")).toContain(code);
        if ("lot" in fields) expect(label.text.replaceAll(" ", "")).toContain(`批号Lot${fields.lot}`);
        expect(label.text).not.toMatch(/[\u202e\u2028]/);
      }
      const { columns, rows, width, height, top } = GRIDS[layout];
      for (const { x, y } of page.texts) {
        expect(x % (width * MM)).toBeGreaterThan(width * MM * 0.4);
        const below = (y - top * MM) % (height * MM);
        expect(below).toBeLessThan((height - 2) * MM);
        expect(y).toBeLessThan((top + rows * height) * MM);
        expect(x).toBeLessThan(columns * width * MM);
      }
    }
  });
});

describe("refusals", () => {
  test.each([
    ["layout=a4-9", "layout", "Layout must be a4-24 or a4-8"],
    ["layout=constructor", "layout", "Layout must be a4-24 or a4-8"],
    ...(["0", "-1", "241", "1.5", "1e2", "all", "999999999999"] as const).map(
      (copies) => [`copies=${copies}`, "copies", "Copies must be a whole number from 1 to 240"] as const,
    ),
  ] as const)("%s", async (query, field, message) => {
    const traceId = await batch(`REFUSED-${encodeURIComponent(query)}`);
    const { status, body } = await api.call("GET", `/v1/traces/${traceId}/labels.pdf?${query}`, { token });
    expect([status, body]).toEqual([
      422,
      { status: "error", code: "VALIDATION_FAILED", message: "Validation failed", details: [{ field, message }] },
    ]);
  });

  test("only who is signed in prints, and only what there is", async () => {
    const traceId = await batch("THERE");
    expect((await api.call("GET", `/v1/traces/${traceId}/labels.pdf`)).status).toBe(401);
    for (const unknown of ["trace-999", "public", "..%2f..", `${traceId}x`]) {
      const { status, body } = await api.call("GET", `/v1/traces/${unknown}/labels.pdf`, { token });
      expect([status, body.code]).toEqual([404, "RESOURCE_NOT_FOUND"]);
    }
    await api.call("DELETE", `/v1/traces/${traceId}`, { token });
    expect((await api.call("GET", `/v1/traces/${traceId}/labels.pdf`, { token })).status).toBe(404);
  });

  test("what is withheld is on nobody's label but theirs who may read it", async () => {
    const traceId = await batch("SECRET", { productId: "apple", restricted: true });
    const other = (await api.account("supplier")).token;
    const [theirs] = await openPdf((await sheets(traceId, "", other)).bytes);
    const [own] = await openPdf((await sheets(traceId)).bytes);
    const texts = (page?: PdfPage) => (page?.texts ?? []).map(({ text }) => text).join(" ");
    expect(texts(own)).toContain("有机红苹果");
    expect(texts(theirs)).toContain("SECRET");
    expect(texts(theirs)).not.toMatch(/苹果|GTIN|2023|寿光/);
    // The code is what everybody's is: it gives nothing away either.
    for (const page of [own, theirs]) {
      expect(page && labelsOn(page, "a4-24", 1)[0]?.code).toBe(`${PUBLIC_URL}/t/SECRET`);
    }
  });
});
