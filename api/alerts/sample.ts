import { headAsOf } from "../../chain/heads.ts";
import type { Rpc } from "../../chain/rpc.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { MirroredHead, MirrorHeads } from "../../store/batches/mirror-heads.ts";
import type { WrongHead } from "./observations.ts";

/** The result of a sample. */
export interface Sample {
  readonly wrong: readonly WrongHead[];
  /** How many heads were compared, and how many of them are wrong. */
  readonly batches: number;
  readonly mismatches: number;
  /** Where the next one begins. */
  readonly position: string;
}

/** How many wrong batches are checked again each time, and reported. */
const MOST_TOLD = 20;

/** Compares heads in SQL with the contract's: those after a position, and again those that were wrong. */
export type TakeSample = (position: string, suspects: readonly string[]) => Promise<Sample | undefined>;

/**
 * Samples of `size` batches, going through all of them in turn and then starting over. Each head is asked for as of the
 * very block that the mirror stood at, so a mirror that is merely behind is not wrong. Undefined where that cannot be
 * decided: the node does not answer, or has forgotten the block.
 */
export function headSampler(heads: MirrorHeads, rpc: Rpc, contract: Hex, size: number): TakeSample {
  async function wrongOf(mirrored: readonly MirroredHead[]): Promise<WrongHead[]> {
    const found = await Promise.all(
      mirrored.map(async ({ id, code, head: mirror, blockHash }) => {
        const ask = () => headAsOf(rpc, contract, id, blockHash);
        // A node may answer as of a block that comes just then, as anvil does. Asked again, that one is there.
        const chain = (await ask()) === mirror ? mirror : await ask();
        return chain === mirror ? [] : [{ id, code, mirror, chain }];
      }),
    );
    return found.flat();
  }
  return async (position, suspects) => {
    const sample = await heads.after(position, size);
    const again = await heads.of(suspects.filter((id) => !sample.some((each) => each.id === id)));
    try {
      const wrong = [...(await wrongOf(again)), ...(await wrongOf(sample))];
      return {
        wrong: wrong.slice(0, MOST_TOLD),
        batches: again.length + sample.length,
        mismatches: wrong.length,
        position: sample.length < size ? "" : (sample.at(-1)?.id ?? ""),
      };
    } catch {
      return undefined;
    }
  };
}
