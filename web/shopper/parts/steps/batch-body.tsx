import type { BatchDescription } from "../../../../domain/records/record-document.ts";
import { Pin } from "../../icons/signs.tsx";

/** A creation's description; the product's facts have a section of their own. */
export function BatchBody({ batch }: { readonly batch: BatchDescription }) {
  return (
    <>
      <h3>{batch.name || batch.product.name}</h3>
      {batch.description && <p>{batch.description}</p>}
      {batch.producer.location && (
        <p class="place">
          <Pin />
          {batch.producer.location}
        </p>
      )}
    </>
  );
}
