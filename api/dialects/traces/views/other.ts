import { attachmentUrl } from "../../../../domain/attachments.ts";
import { userIdOf } from "../../../../domain/identifiers.ts";
import type { Farm, ObjectInfo, Product } from "../../../../domain/model.ts";
import type { Operation } from "../../../../domain/ports/outbox.ts";
import { isoTime } from "../../../../domain/time.ts";
import { chainView } from "./common.ts";

/** A product. */
export function productView(product: Product, publicUrl: string) {
  return {
    id: product.id,
    name: product.name,
    description: product.description,
    image: product.image ? attachmentUrl(publicUrl, product.image) : null,
    nutritionalInfo: product.nutritionalInfo,
    storageGuide: product.storageGuide,
    ownerId: userIdOf(product.ownerId),
    createdAt: isoTime(product.createdAt),
    updatedAt: isoTime(product.updatedAt),
  };
}

/** A farm. */
export function farmView(farm: Farm) {
  return {
    id: farm.id,
    name: farm.name,
    location: farm.location,
    owner: farm.owner,
    certifications: farm.certifications,
    ownerId: userIdOf(farm.ownerId),
    createdAt: isoTime(farm.createdAt),
    updatedAt: isoTime(farm.updatedAt),
  };
}

/** A file that was stored. */
export function attachmentView(info: ObjectInfo, publicUrl: string) {
  return {
    sha256: info.sha256.slice(2),
    size: info.size,
    mediaType: info.mediaType,
    cid: info.cid,
    url: attachmentUrl(publicUrl, info.sha256),
    restricted: info.visibility === "restricted",
  };
}

/** A write on its way to the chain. */
export function operationView(operation: Operation) {
  return {
    id: operation.id,
    verb: operation.act.verb,
    state: operation.state,
    error: operation.error,
    chain: operation.chain ? chainView(operation.chain) : null,
    createdAt: isoTime(operation.createdAt),
    updatedAt: isoTime(operation.updatedAt),
  };
}
