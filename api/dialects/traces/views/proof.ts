import type { BatchProof } from "../../../../domain/batches/get-proof.ts";
import type { Ancestry } from "../../../../domain/lineage/list-ancestors.ts";
import type { Services } from "../../../../domain/services.ts";
import type { ProofWithLineage } from "../../../../proof/lineage-list.ts";
import { PROOF_FORMAT } from "../../../../proof/proof.ts";

/** A JSON-RPC endpoint that readers may use: one that is set for them, else this server's own. */
export const proposedRpcUrl = ({ publicRpcUrl, publicUrl }: Services["settings"]): string =>
  publicRpcUrl ?? `${publicUrl}/rpc`;

/** A proof in the format that verification reads. */
export function proofView(proved: BatchProof, settings: Services["settings"], lineage?: Ancestry): ProofWithLineage {
  return {
    format: PROOF_FORMAT,
    chain: {
      chainId: settings.chainId,
      contract: settings.contract.toLowerCase(),
      rpcUrl: proposedRpcUrl(settings),
      explorerUrl: settings.explorerUrl,
    },
    batch: proved.batch,
    lines: proved.lines.map(({ event, args, head, chain }) => ({
      event,
      args: { ...args },
      head,
      transactionHash: chain.transactionHash,
      blockNumber: chain.blockNumber,
      status: chain.status,
    })),
    documents: { ...proved.documents },
    attachments: { ...proved.attachments },
    actors: Object.fromEntries(
      Object.entries(proved.actors).map(([address, { name, roles }]) => [address, { name, roles: [...roles] }]),
    ),
    lookalikes: { accounts: [...proved.lookalikes.accounts], producer: proved.lookalikes.producer },
    profiles: { lines: [...proved.profiles.lines], documents: { ...proved.profiles.documents } },
    ...(lineage && { lineage: { ...lineage, ancestors: [...lineage.ancestors] } }),
  };
}
