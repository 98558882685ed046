/** A product's picture is a public one of ours. */
import { expect, test } from "vitest";
import { createProduct } from "../../../domain/catalogue/create-product.ts";
import { accountOf, contextOf, NOW, servicesOf } from "../../support/made.ts";

const PUBLIC_URL = "https://suyuan.test";
const url = (digit: string) => `${PUBLIC_URL}/v1/attachments/${digit.repeat(64)}`;
const OBJECTS: Record<string, { visibility: string; mediaType: string }> = {
  a: { visibility: "public", mediaType: "image/png" },
  b: { visibility: "restricted", mediaType: "image/png" },
  c: { visibility: "public", mediaType: "application/pdf" },
};

const create = (input: object) =>
  createProduct(
    servicesOf({
      settings: { publicUrl: PUBLIC_URL },
      now: () => NOW,
      mirror: { rolesOf: async () => 1, recordNaming: async () => undefined },
      uploads: { has: async () => false },
      files: { touch: async () => true },
      objects: {
        info: async (sha256: string) =>
          OBJECTS[sha256.at(-1) as string] && { sha256, ...OBJECTS[sha256.at(-1) as string] },
      },
      products: { create: async (product: unknown) => product },
    }),
    contextOf(accountOf()),
    { name: "Fuji", ...input },
  );

test("it goes into the catalogue by its digest; without one there is none", async () => {
  expect(await create({ image: url("a"), gtin: "09506000134352" })).toMatchObject({
    id: expect.stringMatching(/^prod-[0-9a-f]{16}$/),
    gtin: "09506000134352",
    image: `0x${"a".repeat(64)}`,
    ownerId: 7,
    createdAt: NOW,
  });
  expect(await create({ id: "fuji" })).toMatchObject({ id: "fuji", gtin: null, image: null });
});

test.each([
  ["withheld", url("b")],
  ["no picture", url("c")],
  ["not there", url("d")],
  ["elsewhere", "https://example.com/fuji.png"],
])("one that is %s is refused", async (_what, image) => {
  await expect(create({ image })).rejects.toMatchObject({ code: "validation", details: [{ field: "image" }] });
});
