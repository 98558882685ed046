/** Before the loop: checks that this is the chain, and the contract, that the database mirrors. */
import type { Deployment } from "../chain/calls.ts";
import type { Rpc } from "../chain/rpc.ts";
import { EMPTY_HEAD } from "../proof/head.ts";
import type { ForkPoint } from "./reorg.ts";
import type { Statements } from "./statements.ts";

/** The database mirrors another chain or contract than the settings name. */
export class ChainMismatch extends Error {
  override readonly name = "ChainMismatch";
}

/**
 * Begin a new mirror at the contract's start block, or check that the existing one is of this chain.
 *
 * @param startBlock The block in which the contract was deployed.
 * @returns The block before the contract's first.
 */
export async function openMirror(
  rpc: Rpc,
  statements: Statements,
  deployment: Deployment,
  startBlock: number,
): Promise<ForkPoint> {
  const genesis = await rpc.block(0);
  const before = await rpc.block(Math.max(0, startBlock - 1));
  if (!genesis || !before) throw new ChainMismatch("The chain has no block before the contract's deployment");
  const start = { number: before.number, hash: before.hash };

  const cursor = statements.cursor.get();
  if (!cursor) {
    statements.startCursor.run({
      chainId: deployment.chainId,
      contract: deployment.contract,
      genesisHash: genesis.hash,
      blockNumber: start.number,
      blockHash: start.hash,
      chain: EMPTY_HEAD,
    });
    return start;
  }
  const sameChain = cursor.chain_id === deployment.chainId && cursor.genesis_hash === genesis.hash;
  if (!sameChain || cursor.contract !== deployment.contract) {
    throw new ChainMismatch(
      "The database mirrors another chain than the one given: use another DATA_DIR, or mirror anew with `npm run rebuild`",
    );
  }
  return start;
}
