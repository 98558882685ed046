import type { Services } from "../services.ts";
import { batchIdOfTomato, traceIdOf } from "../shared/identifiers.ts";
import { skeletonOf } from "../shared/skeleton.ts";
import { isAddressableCode } from "./batch-code.ts";

/** Nobody means a code by more than this. */
const LONGEST = 512;

/**
 * The code of the batch that is meant: itself where a batch has it, that of the batch whose tomato ID it is, else that of
 * the first one that looks like it; itself too where there is none.
 */
export async function canonicalCode({ mirror }: Pick<Services, "mirror">, asked: string): Promise<string> {
  if (asked.length > LONGEST || (await mirror.batchByCode(asked))) return asked;
  const id = batchIdOfTomato(asked);
  const tomato = id && (await mirror.batchByTraceId(traceIdOf(id)));
  const [meant] = tomato?.id === id && tomato ? [tomato] : await mirror.batchesLike(skeletonOf(asked));
  return meant && isAddressableCode(meant.code) ? meant.code : asked;
}
