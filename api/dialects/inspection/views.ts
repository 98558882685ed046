import type { Account } from "../../../domain/accounts/account.ts";
import type { Batch } from "../../../domain/batches/batch.ts";
import { metadataOf } from "../../../domain/batches/batch-metadata.ts";
import type { BatchStory } from "../../../domain/batches/get-batch.ts";
import { attachmentUrl } from "../../../domain/files/attachments.ts";
import type { Operation } from "../../../domain/operations/outbox.ts";
import type { JourneyEntry } from "../../../domain/records/journey-entries.ts";
import type { ChainReference } from "../../../domain/records/line.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { lineIdOf, traceIdOf, userIdOf } from "../../../domain/shared/identifiers.ts";
import { isoTime } from "../../../domain/shared/time.ts";
import { checksumAddress } from "../../http/eip55.ts";
import { wordOfRole } from "./roles.ts";

/**
 * An account, for its own eyes, and the wallet that it named without a proof. The address of a custodial key is not shown
 * as a wallet.
 */
export function userView({ id, email, role, custody, address }: Account, claimed: Hex | null = null) {
  const wallet = custody === "wallet" ? address : claimed;
  return {
    id: userIdOf(id),
    email,
    role: wordOfRole(role),
    wallet: wallet && checksumAddress(wallet),
    wallet_proved: custody === "wallet",
  };
}

const chainView = ({ transactionHash, blockNumber }: ChainReference) => ({
  tx_hash: transactionHash,
  block_number: blockNumber,
});

/** A batch. Its owner is its holder: an account, or a wallet unknown to this server. */
export function batchView(batch: Batch, actors: ReadonlyMap<Hex, Account>) {
  const owner = actors.get(batch.custodian);
  return {
    id: traceIdOf(batch.id),
    metadata: metadataOf(batch),
    status: statusOf(batch),
    created_at: isoTime(batch.createdAt),
    owner_id: owner ? userIdOf(owner.id) : checksumAddress(batch.custodian),
    ...chainView(batch.chain),
    ...(batch.description ? {} : { withheld: true }),
  };
}

/** A batch with its inspections. */
export function batchStoryView({ batch, entries, actors }: BatchStory, publicUrl: string) {
  const inspections = entries.filter((entry) => entry.verdict !== null);
  return { ...batchView(batch, actors), inspections: inspections.map((entry) => inspectionView(entry, publicUrl)) };
}

/** An inspection. */
export function inspectionView({ line, verdict, told, step, withheld }: JourneyEntry, publicUrl: string) {
  const { batchId, seq } = line.chain;
  const [report] = step?.attachments ?? [];
  return {
    id: lineIdOf("insp", batchId, seq),
    batch_id: traceIdOf(batchId),
    result: verdict,
    file_url: report ? ("sha256" in report ? attachmentUrl(publicUrl, report.sha256) : report.url) : null,
    insp_date: told,
    ...chainView(line.chain),
    ...(withheld ? { withheld: true } : {}),
  };
}

/** A write on its way to the chain. */
export function operationView(operation: Operation) {
  return {
    id: operation.id,
    state: operation.state,
    url: operationUrl(operation),
    typed_data: operation.typedData,
    created_at: isoTime(operation.createdAt),
  };
}

/** Where to poll a write. */
export function operationUrl({ id }: Operation): string {
  return `/v1/operations/${id}`;
}

/** The chain's word once a batch is no longer active; before that the latest verdict. */
function statusOf({ status, verdict }: Batch): string {
  if (status !== "active") return status;
  return verdict === null ? "created" : verdict === "pass" ? "passed" : "failed";
}
