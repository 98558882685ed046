import { access, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { ErasureCarrier } from "../domain/erasures/carry-out-erasures.ts";
import type { Services } from "../domain/services.ts";

/** Milliseconds between two looks. */
const PAUSE = 250;

/**
 * Before anything of a restored folder is answered: wait until the mirror has what the chain had at the start, and until all
 * that was erased since the backup is erased again, in the storage and in the mirror. An erasure whose own document is not
 * here cannot be carried out, for it alone names what it is about: those are logged.
 *
 * @param marker The file by which `npm run restore` says that it put the folder in place; it is gone afterwards.
 */
export async function eraseAfterRestore(
  { integrity }: Pick<Services, "integrity">,
  carryOut: ErasureCarrier,
  marker: string,
  { logger, signal }: { readonly logger: Pick<Logger, "error" | "warn">; readonly signal: AbortSignal },
): Promise<void> {
  const isRestored = await access(marker).then(
    () => true,
    () => false,
  );
  if (!isRestored) return;
  logger.warn("restored from a backup: nothing is answered until what was erased since is erased again");
  let head: number | undefined;
  while (!signal.aborted) {
    head ??= await integrity.latestBlock();
    const mirror = await integrity.mirror();
    if (head !== undefined && mirror && mirror.block >= head) {
      const { shown, unread } = await carryOut();
      if (shown === 0) {
        const lines = unread.map(({ batchId, seq }) => `${batchId}/${seq}`);
        if (lines.length > 0) logger.error({ lines }, UNREAD);
        return rm(marker);
      }
    }
    await sleep(PAUSE, undefined, { signal }).catch(() => undefined);
  }
}

const UNREAD =
  "erasures whose own documents are not here: what they are about may be shown again until those are brought back (docs/operations.md)";
