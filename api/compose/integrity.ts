import { contractAsOf } from "../../chain/contract-as-of.ts";
import { chainWatch } from "../../chain/watch.ts";
import type { Integrity } from "../../domain/monitoring/integrity.ts";
import { memoizeAsync } from "../../domain/shared/memoize-async.ts";
import { withTimeout } from "../../domain/shared/with-timeout.ts";
import { integrityOf } from "../../store/monitoring/integrity.ts";
import type { Parts } from "./parts.ts";

/** Milliseconds that the chain's node has to say what the contract has. */
const PATIENCE = 5_000;

/** Milliseconds for which what the mirror has is not counted again. */
const COUNTED_FOR = 2_000;

/** The mirror, and the contract that it is held against. */
export function composeIntegrity({ database, rpc, keys, deployment }: Parts): { readonly integrity: Integrity } {
  const { mirror, days } = integrityOf(database);
  return {
    integrity: {
      days,
      mirror: memoizeAsync(mirror, () => COUNTED_FOR),
      latestBlock: chainWatch(rpc, keys.relayer.address).head,
      contractAt: (blockHash) =>
        withTimeout(
          PATIENCE,
          async () => {
            const { lineCount: lines, chain } = await contractAsOf(rpc, deployment.contract, { blockHash }).state();
            return { lines, chain };
          },
          undefined,
        ).catch(() => undefined),
    },
  };
}
