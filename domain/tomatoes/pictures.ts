import type { Batch } from "../batches/batch.ts";
import { linesFor } from "../batches/redaction.ts";
import { journeyEntriesOf } from "../records/journey-entries.ts";
import { AMENDMENT } from "../records/kinds.ts";
import { PUBLIC } from "../roles/access-policy.ts";
import type { Services } from "../services.ts";
import type { EvaluationPicture } from "./evaluator.ts";

/**
 * The recorded pictures of a batch, the newest first. Public ones only: the findings go into a public record. Scanned
 * papers are left out, and what only claims to amend another's record.
 */
export async function* picturesOf(
  services: Pick<Services, "mirror" | "objects">,
  batch: Batch,
): AsyncGenerator<EvaluationPicture> {
  const lines = linesFor(PUBLIC, batch, await services.mirror.linesOf(batch.id));
  const recorded = journeyEntriesOf(lines)
    .filter(({ line }) => !["certificate", AMENDMENT].includes(line.kind))
    .map(({ line, amendment, step }) => ({ seq: (amendment ?? line).chain.seq, files: step?.attachments ?? [] }))
    .sort((one, two) => two.seq - one.seq)
    .flatMap(({ files }) => files.toReversed());
  for (const file of recorded) {
    if (!("sha256" in file) || !file.mediaType.startsWith("image/")) continue;
    const info = await services.objects.info(file.sha256 as `0x${string}`);
    if (info?.visibility !== "public") continue;
    yield { size: info.size, read: () => services.objects.get(info.sha256) };
  }
}
