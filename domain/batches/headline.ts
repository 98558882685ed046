import { attachmentUrl } from "../files/attachments.ts";
import { PUBLIC } from "../roles/access-policy.ts";
import type { Services } from "../services.ts";
import { harmless } from "../shared/foreign-text.ts";
import { batchFor } from "./redaction.ts";

/** What a batch is called before its journey is read: in a page's title, and on the card of a messenger. */
export interface Headline {
  readonly code: string;
  /** The product; null where that is withheld from the public. */
  readonly name: string | null;
  /** The address of the product's picture; null where there is none that anybody may see. */
  readonly image: string | null;
}

/** The headline of the batch with this code, for anybody; undefined where there is none. */
export async function headlineOf(
  { mirror, objects, settings }: Pick<Services, "mirror" | "objects" | "settings">,
  code: string,
): Promise<Headline | undefined> {
  const batch = await mirror.batchByCode(code);
  if (!batch) return undefined;
  const { description } = batchFor(PUBLIC, batch);
  const name = harmless(description?.product.name || description?.name || "").trim();
  const image = description?.product.image?.sha256;
  const info = image && (await objects.info(image as `0x${string}`));
  return {
    code: batch.code,
    name: name || null,
    image: image && info && info.visibility === "public" ? attachmentUrl(settings.publicUrl, image) : null,
  };
}
