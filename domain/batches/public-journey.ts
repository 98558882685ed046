import { type Completeness, completenessOf } from "../records/completeness.ts";
import { attachmentsOf } from "../records/record-document.ts";
import { PUBLIC } from "../roles/access-policy.ts";
import type { Services } from "../services.ts";
import { skeletonOf } from "../shared/skeleton.ts";
import { findBatchByCodeOrThrow } from "./find-batch-or-throw.ts";
import { type BatchStory, type StoryServices, storyOf } from "./get-batch.ts";

/** What a shopper may see of a batch. */
export interface PublicJourney extends BatchStory {
  /** The files that anybody may fetch, by their SHA-256. */
  readonly publicFiles: ReadonlySet<string>;
  /** What a verifier will say of it, as far as the mirror knows. */
  readonly completeness: Completeness;
  /** The code of an older batch of another's that this one's is easily taken for; null where there is none. */
  readonly resembles: string | null;
  /** When the mirror last stood at the head of the chain. */
  readonly syncedAt: Date | undefined;
}

/** A batch's journey by its code, for anybody. Throws `not-found`. */
export async function publicJourney(
  services: StoryServices & Pick<Services, "batchId" | "outbox">,
  code: string,
): Promise<PublicJourney> {
  const batch = await findBatchByCodeOrThrow(services, code);
  const story = await storyOf(services, PUBLIC, batch);
  // Also of texts that were amended since: they are shown beside the new ones, and verified like them.
  const documents = story.lines.flatMap(({ document, visibility }) =>
    document && visibility === "public" ? [document] : [],
  );
  const image = story.batch.description?.product.image;
  const named = [...documents.flatMap(attachmentsOf), ...(image ? [image] : [])];
  const publicFiles = new Set<string>();
  for (const { sha256 } of named) {
    const info = await services.objects.info(sha256 as `0x${string}`);
    if (info?.visibility === "public") publicFiles.add(sha256);
  }
  const unseen = new Set(named.map(({ sha256 }) => sha256).filter((sha256) => !publicFiles.has(sha256)));
  const completeness = completenessOf(story.lines, unseen.size);
  const [first] = await services.mirror.batchesLike(skeletonOf(batch.code));
  const resembles = first && first.chain.actor !== batch.chain.actor ? first.code : null;
  return { ...story, publicFiles, completeness, resembles, syncedAt: await services.mirror.syncedAt() };
}
