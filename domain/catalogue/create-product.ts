import { z } from "zod";
import { ownFile, webUrlSchema } from "../files/attachments.ts";
import { PUBLIC } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { jsonObject, optionalText, parseInput, requiredName } from "../shared/input.ts";
import { newId } from "../shared/new-id.ts";
import { gtinSchema } from "./gtin-schema.ts";
import { chosenId, createItem } from "./items.ts";
import type { Product } from "./product.ts";
import { readingLimitsInput } from "./reading-limits.ts";

/** The input for creating a product. */
export const createProductInput = z.object({
  id: chosenId,
  name: requiredName("Name", 200),
  description: optionalText("Description", 5000),
  /** A GTIN-8, -12, -13 or -14. */
  gtin: gtinSchema.nullish(),
  /** The address of a public attachment of this server. */
  image: webUrlSchema("Image").nullish(),
  nutritionalInfo: jsonObject("Nutritional info"),
  storageGuide: optionalText("Storage guide", 2000),
  limits: readingLimitsInput.default([]),
});

/** Create a product. Throws `validation`, `forbidden`, and a `conflict` if its id is taken. */
export async function createProduct(
  services: Pick<
    Services,
    "files" | "hashOf" | "mirror" | "now" | "objects" | "outbox" | "products" | "requests" | "settings" | "uploads"
  >,
  context: Context,
  input: unknown,
): Promise<Product> {
  const { id, gtin, image, ...fields } = parseInput(createProductInput, input);
  const request = { verb: "create-product", noun: "product", input };
  return createItem(services, context, services.products, request, async (account) => {
    const at = services.now();
    return {
      ...fields,
      id: id ?? newId("prod"),
      gtin: gtin ?? null,
      image: image ? await publicPicture(services, image) : null,
      ownerId: account.id,
      createdAt: at,
      updatedAt: at,
    };
  });
}

async function publicPicture(
  services: Pick<Services, "files" | "mirror" | "now" | "objects" | "settings" | "uploads">,
  url: string,
): Promise<Hex> {
  const file = await ownFile(services, PUBLIC, url, "image");
  if (!file?.mediaType.startsWith("image/")) throw invalid("image", "Image must be a picture among the attachments");
  return file.sha256;
}
