import { z } from "zod";
import { idempotencyOf } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import { parseChange } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { createProductInput } from "./create-product.ts";
import { ownItem } from "./own-item.ts";
import type { Product } from "./product.ts";

const { description, nutritionalInfo, storageGuide, limits } = createProductInput.shape;

/** A change to a product: what is left out stays, and null empties. Its name and what identifies it stay as they are. */
export const updateProductInput = z.object({
  description: orEmptied(description.unwrap(), ""),
  nutritionalInfo: orEmptied(nutritionalInfo.unwrap(), {}),
  storageGuide: orEmptied(storageGuide.unwrap(), ""),
  /** All of them anew. Readings that were accepted were held against those of that time. */
  limits: orEmptied(limits.unwrap(), []),
});

function orEmptied<Schema extends z.ZodType>(schema: Schema, empty: z.output<Schema>) {
  return schema.nullish().transform((told) => (told === null ? empty : told));
}

/**
 * Change a product of one's own. Records keep what they said of it when they were written. A later request with the same
 * idempotency key changes nothing. Throws `not-found`, `validation`, and `forbidden` for another's.
 */
export async function updateProduct(
  services: Pick<Services, "hashOf" | "now" | "outbox" | "products" | "requests">,
  context: Context,
  id: string,
  input: unknown,
): Promise<Product> {
  const account = requireAccount(context);
  await ownItem(account, services.products, "product", id, "change");
  const fields = parseChange(updateProductInput, input);
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  if (given.length === 0) throw invalid("body", "There is nothing to change");
  const idempotency = await idempotencyOf(services, context, account, { verb: "update-product", id, input });
  return services.products.change(id, idempotency, (product) => ({
    ...product,
    ...Object.fromEntries(given),
    updatedAt: services.now(),
  }));
}
