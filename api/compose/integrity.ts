import { contractAsOf } from "../../chain/contract-as-of.ts";
import { chainWatch } from "../../chain/watch.ts";
import { type ChainOfLines, contractBeside, type Integrity, isSame } from "../../domain/monitoring/integrity.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { memoizeAsync } from "../../domain/shared/memoize-async.ts";
import { withTimeout } from "../../domain/shared/with-timeout.ts";
import { integrityOf } from "../../store/monitoring/integrity.ts";
import type { Parts } from "./parts.ts";

/** Milliseconds that the chain's node has to say what the contract has. */
const PATIENCE = 5_000;

/** Milliseconds for which the contract is not asked again as of one block where it said the same: anybody may ask for it. */
const AGREED_FOR = 5_000;

/** Milliseconds for which what the mirror has is not counted again. */
const COUNTED_FOR = 2_000;

/** The mirror, and the contract that it is held against. */
export function composeIntegrity({ database, rpc, keys, deployment }: Parts): { readonly integrity: Integrity } {
  const { mirror, days, lines } = integrityOf(database);
  const contractAt = (blockHash: Hex) =>
    withTimeout(
      PATIENCE,
      async () => {
        const { lineCount: lines, chain } = await contractAsOf(rpc, deployment.contract, { blockHash }).state();
        return { lines, chain };
      },
      undefined,
    ).catch(() => undefined);
  let latest: { readonly key: string; readonly ask: () => Promise<ChainOfLines | undefined> } | undefined;
  return {
    integrity: {
      days,
      lines,
      mirror: memoizeAsync(mirror, () => COUNTED_FOR),
      latestBlock: chainWatch(rpc, keys.relayer.address).head,
      contractBeside: (mirrored) => {
        const key = [mirrored.blockHash, mirrored.lines, mirrored.chain].join();
        if (latest?.key !== key) {
          const ask = memoizeAsync(
            () => contractBeside({ contractAt }, mirrored),
            (answer) => (answer && isSame(answer, mirrored) ? AGREED_FOR : 0),
          );
          latest = { key, ask };
        }
        return latest.ask();
      },
    },
  };
}
