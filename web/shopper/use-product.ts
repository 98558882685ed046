import { useEffect, useState } from "preact/hooks";
import * as z from "zod/mini";
import type { AskedItem } from "./address.ts";

const PIP = "https://ref.gs1.org/voc/pip";

/** As much of a set of links (RFC 9264) as the page reads. */
const linksetSchema = z.object({
  linkset: z
    .array(
      z.object({
        itemDescription: z.string(),
        [PIP]: z.array(z.object({ href: z.url(), title: z.string() })),
      }),
    )
    .check(z.minLength(1)),
});

/** A batch of the lot that was asked for. */
export interface LotBatch {
  readonly code: string;
  readonly title: string;
}

/** What the resolver knows of a product and its lot; null if nothing. */
export type Product = { readonly name: string; readonly batches: readonly LotBatch[] } | null;

/** Ask the resolver; undefined while it has not answered. */
export function useProduct({ gtin, lot }: AskedItem): Product | undefined {
  const [product, setProduct] = useState<Product>();
  useEffect(() => {
    const asking = new AbortController();
    const path = lot === undefined ? `/01/${gtin}` : `/01/${gtin}/10/${encodeURIComponent(lot)}`;
    fetch(`${path}?linkType=linkset`, { signal: asking.signal })
      .then(async (response) => (response.ok ? productIn(await response.json()) : null))
      // Without an answer the page still asks for a code.
      .catch(() => null)
      .then((found) => {
        if (!asking.signal.aborted) setProduct(found);
      });
    return () => asking.abort();
  }, [gtin, lot]);
  return product;
}

/** The product, and the batches of the lot: a set has the lot's own links before the product's. */
export function productIn(answer: unknown): Product {
  const levels = linksetSchema.safeParse(answer).data?.linkset;
  const product = levels?.at(-1);
  if (!levels || !product) return null;
  const links = levels.length > 1 ? (levels[0]?.[PIP] ?? []) : [];
  return {
    name: product.itemDescription,
    batches: links.flatMap(({ href, title }) => {
      const code = codeIn(href);
      return code === undefined ? [] : [{ code, title }];
    }),
  };
}

function codeIn(href: string): string | undefined {
  const text = /\/t\/([^/]+)$/.exec(new URL(href).pathname)?.[1];
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
