/** Products and farms, for the documentation. */
import { z } from "@hono/zod-openapi";
import { readingLimitSchema } from "./readings-summary-schema.ts";

const json = () => z.record(z.string(), z.unknown());
const time = () => z.iso.datetime();
const picture = z.url().nullable();

/** A product. */
export const productSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    gtin: z.string().nullable().openapi({ description: "Global Trade Item Number, as 14 digits" }),
    image: picture,
    nutritionalInfo: json(),
    storageGuide: z.string(),
    limits: z.array(readingLimitSchema).openapi({ description: "Between what readings of its batches should be" }),
    ownerId: z.string(),
    createdAt: time(),
    updatedAt: time(),
  })
  .openapi("Product");

/** A change to a product. */
export const productChangeSchema = z
  .object({
    description: z.string().max(5000).nullish(),
    nutritionalInfo: json().nullish(),
    storageGuide: z.string().max(2000).nullish(),
    limits: z.array(readingLimitSchema).nullish().openapi({ description: "All of them anew" }),
  })
  .openapi("ProductChange");

/** A farm. */
export const farmSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    nameNotice: z
      .string()
      .optional()
      .openapi({ description: "Another's name looks the same, and this one is not confirmed" }),
    location: z.string(),
    owner: z.string(),
    certifications: z.array(z.string()),
    ownerId: z.string(),
    createdAt: time(),
    updatedAt: time(),
  })
  .openapi("Farm");
