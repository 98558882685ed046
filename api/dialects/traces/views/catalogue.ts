import type { Farm } from "../../../../domain/catalogue/farm.ts";
import type { Product } from "../../../../domain/catalogue/product.ts";
import { attachmentUrl } from "../../../../domain/files/attachments.ts";
import { userIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { nameNoticeView } from "./called.ts";

/** A product. */
export function productView(product: Product, publicUrl: string) {
  return {
    id: product.id,
    name: product.name,
    description: product.description,
    gtin: product.gtin,
    image: product.image ? attachmentUrl(publicUrl, product.image) : null,
    nutritionalInfo: product.nutritionalInfo,
    storageGuide: product.storageGuide,
    limits: product.limits,
    ownerId: userIdOf(product.ownerId),
    createdAt: isoTime(product.createdAt),
    updatedAt: isoTime(product.updatedAt),
  };
}

/** A farm. */
export function farmView(farm: Farm, hasLookalike: boolean) {
  return {
    id: farm.id,
    name: farm.name,
    ...nameNoticeView({ hasLookalike }),
    location: farm.location,
    owner: farm.owner,
    certifications: farm.certifications,
    ownerId: userIdOf(farm.ownerId),
    createdAt: isoTime(farm.createdAt),
    updatedAt: isoTime(farm.updatedAt),
  };
}
