import { attachmentsOf } from "../records/record-document.ts";
import { PUBLIC } from "../roles/access-policy.ts";
import type { Services } from "../services.ts";
import { findBatchByCodeOrThrow } from "./find-batch-or-throw.ts";
import { type BatchStory, storyOf } from "./get-batch.ts";

/** What a shopper may see of a batch. */
export interface PublicJourney extends BatchStory {
  /** The files that anybody may fetch, by their SHA-256. */
  readonly publicFiles: ReadonlySet<string>;
  /** When the mirror last stood at the head of the chain. */
  readonly syncedAt: Date | undefined;
}

/** A batch's journey by its code, for anybody. Throws `not-found`. */
export async function publicJourney(
  services: Pick<Services, "accounts" | "batchId" | "farms" | "mirror" | "objects" | "outbox">,
  code: string,
): Promise<PublicJourney> {
  const story = await storyOf(services, PUBLIC, await findBatchByCodeOrThrow(services, code));
  const documents = story.entries.flatMap(({ line, amendment }) => (amendment ?? line).document ?? []);
  const image = story.batch.description?.product.image;
  const named = [...documents.flatMap(attachmentsOf), ...(image ? [image] : [])];
  const publicFiles = new Set<string>();
  for (const { sha256 } of named) {
    const info = await services.objects.info(sha256 as `0x${string}`);
    if (info?.visibility === "public") publicFiles.add(sha256);
  }
  return { ...story, publicFiles, syncedAt: await services.mirror.syncedAt() };
}
