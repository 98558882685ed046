/** Every picture of a QR code is read as a phone reads it, and says where the batch is found. */
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, PUBLIC_URL, startApi } from "./support/api.ts";
import { readPicture } from "./support/qr.ts";

const GTIN = "09520123456788";
let api: Api;
let token: string;
beforeAll(async () => {
  api = await startApi();
  token = (await api.account("supplier")).token;
  await api.call("POST", "/v1/products", { token, body: { id: "with", name: "With GTIN", gtin: "9520123456788" } });
  await api.call("POST", "/v1/products", { token, body: { id: "without", name: "Without GTIN" } });
});
afterAll(() => api.close());

/** A batch of that code, and the address of its QR code. */
async function batch(batchCode: string, fields: object = { productId: "with" }): Promise<string> {
  const body = { name: "B", quantity: 1, unit: "kg", batchCode, ...fields };
  const { status, text, body: answer } = await api.call("POST", "/v1/traces", { token, body });
  if (status !== 201) throw new Error(text);
  return answer.data.qrCode;
}

async function picture(address: string, headers: Record<string, string> = {}) {
  const response = await api.app.request(address.replace(PUBLIC_URL, ""), { headers });
  return { response, type: response.headers.get("content-type"), bytes: new Uint8Array(await response.arrayBuffer()) };
}

describe("what it says", () => {
  test.each([
    ["AP20230515A123", "AP20230515A123"],
    ["a/b", "a%2Fb"],
    ["50%off", "50%25off"],
    ["a.b", "a.b"],
    ["../x", "..%2Fx"],
    ["A(1)*'!", "A%281%29%2A%27%21"],
    ["q?x=1&y=<2>;", "q%3Fx%3D1%26y%3D%3C2%3E%3B"],
    ["%2F", "%252F"],
    ["12345678901234567890", "12345678901234567890"],
  ])("the batch %s of a product with a GTIN: its GS1 Digital Link", async (code, lot) => {
    const address = await batch(code);
    expect(address).toBe(`${PUBLIC_URL}/qr/${encodeURIComponent(code)}`);
    const link = `${PUBLIC_URL}/01/${GTIN}/10/${lot}`;
    expect(await readPicture((await picture(address)).bytes, 400)).toBe(link);
    expect(await readPicture((await picture(`${address}.png`)).bytes)).toBe(link);
    // Where it leads is this batch's page, whatever is in its code.
    const scanned = await api.call("GET", link.replace(PUBLIC_URL, ""));
    expect([scanned.status, scanned.headers.get("location")]).toEqual([
      307,
      `${PUBLIC_URL}/t/${encodeURIComponent(code)}`,
    ]);
  });

  test.each([
    ["a code longer than a lot", "123456789012345678901", {}],
    ["a character that no lot has", "A#1", {}],
    ["another", "a|b^c", {}],
    ["a quote, which the library's grammar does not take encoded", 'A"1', {}],
    ["a product without a GTIN", "NO-GTIN", { productId: "without" }],
    ["no product", "NO-PRODUCT", { productId: undefined }],
    ["a description that is withheld, and with it the product", "WITHHELD", { restricted: true }],
  ])("%s: the address of its page", async (_, code, fields) => {
    const address = await batch(code, { productId: "with", ...fields });
    const page = `${PUBLIC_URL}/t/${encodeURIComponent(code)}`;
    expect(await readPicture((await picture(address)).bytes, 500)).toBe(page);
    expect(await readPicture((await picture(`${address}?format=png`)).bytes)).toBe(page);
  });
});

describe("as which picture", () => {
  test("Accept, a suffix or `format` says which", async () => {
    const address = await batch("FORMATS");
    const svg = "image/svg+xml";
    const png = "image/png";
    const cases: readonly (readonly [string, string | undefined, string])[] = [
      ["", undefined, svg],
      ["", "*/*", svg],
      ["", "image/avif,image/webp,image/svg+xml,image/*,*/*;q=0.8", svg],
      ["", png, png],
      ["", "image/svg+xml;q=0.5, image/png", png],
      ["", "application/pdf", svg],
      [".png", svg, png],
      [".PNG", undefined, png],
      [".svg", png, svg],
      ["?format=png", svg, png],
      [".svg?format=png", undefined, png],
    ];
    for (const [suffix, accept, expected] of cases) {
      const { response, type, bytes } = await picture(address + suffix, accept ? { accept } : {});
      expect([suffix, accept, response.status, type]).toEqual([suffix, accept, 200, expected]);
      expect((await sharp(bytes).metadata()).format).toBe(expected === png ? "png" : "svg");
      expect(response.headers.get("vary")).toContain("Accept");
      expect(response.headers.get("content-security-policy")).toContain("sandbox");
    }
  });

  test("`size` is its width and height, and it is read at each", async () => {
    const address = await batch("SIZES");
    for (const size of [128, 200, 333, 999, 1024]) {
      const png = await picture(`${address}?format=png&size=${size}`);
      expect(await sharp(png.bytes).metadata()).toMatchObject({ width: size, height: size });
      const svg = await picture(`${address}?size=${size}`);
      expect(await sharp(svg.bytes).metadata()).toMatchObject({ width: size, height: size });
      for (const { bytes } of [png, svg]) {
        expect(await readPicture(bytes)).toBe(`${PUBLIC_URL}/01/${GTIN}/10/SIZES`);
      }
    }
    expect((await sharp((await picture(`${address}.png`)).bytes).metadata()).width).toBe(512);
  });

  test.each(["0", "63", "1025", "2048", "-5", "1e3", "12.5", "big", "99999", "100000000000"])(
    "the size %s is refused",
    async (size) => {
      const { status, headers, body } = await api.call("GET", `/qr/SIZES?size=${size}`);
      expect([status, headers.get("content-type"), body.errors]).toEqual([
        422,
        "application/problem+json",
        [{ detail: "Size must be a whole number from 64 to 1024", pointer: "#/size" }],
      ]);
    },
  );

  test("a size too small for a long code is refused with the least there is; that one is read", async () => {
    const code = "%".repeat(64);
    const address = await batch(code);
    const refused = await api.call("GET", `${address.replace(PUBLIC_URL, "")}?size=64&format=png`);
    const least = Number(/at least (\d+) for this code/.exec(refused.body.errors[0].detail)?.[1]);
    expect([refused.status, least > 64]).toEqual([422, true]);
    const { bytes } = await picture(`${address}?format=png&size=${least}`);
    // As a camera sees it: larger than life.
    expect(await readPicture(bytes, least * 2)).toBe(`${PUBLIC_URL}/t/${encodeURIComponent(code)}`);
  });

  test("another format is refused", async () => {
    const { status, body } = await api.call("GET", "/qr/SIZES?format=gif");
    expect([status, body.errors[0].detail]).toEqual([422, "Format must be svg or png"]);
  });
});

describe("which batch", () => {
  test("none: 404", async () => {
    for (const path of ["/qr/NOTHING", "/qr/NOTHING.png", "/qr/%2e%2e%2fnothing", "/qr/.png", "/qr/'--"]) {
      const { status, headers } = await api.call("GET", path);
      expect([path, status, headers.get("content-type")]).toEqual([path, 404, "application/problem+json"]);
    }
  });

  test("nobody takes the address of another's picture by a code that ends like one", async () => {
    await batch("MINE");
    for (const code of ["MINE.png", "MINE.SVG"]) {
      const address = await batch(code, {});
      expect(address).toBe(`${PUBLIC_URL}/qr/${code}.svg`);
      expect(await readPicture((await picture(address)).bytes, 400)).toBe(`${PUBLIC_URL}/t/${code}`);
      expect(await readPicture((await picture(`/qr/${code}`)).bytes, 400)).toBe(`${PUBLIC_URL}/01/${GTIN}/10/MINE`);
    }
  });

  test("caches may keep it, and ask whether it changed", async () => {
    const { response, bytes } = await picture("/qr/MINE");
    expect(response.headers.get("cache-control")).toBe("public, max-age=86400");
    const etag = response.headers.get("etag") ?? "";
    expect((await api.call("GET", "/qr/MINE", { headers: { "if-none-match": etag } })).status).toBe(304);
    expect((await api.call("GET", "/qr/MINE.png", { headers: { "if-none-match": etag } })).status).toBe(200);
    expect((await picture("/qr/MINE")).bytes).toEqual(bytes);
    expect((await api.call("HEAD", "/qr/MINE")).status).toBe(200);
  });
});
