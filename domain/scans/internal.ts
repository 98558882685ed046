import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import { readerOf } from "../roles/access-policy.ts";
import { isHolder } from "../roles/is-holder.ts";
import { RoleMissing } from "../roles/missing-role.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import type { Context, Services } from "../services.ts";
import { requireAccount } from "../shared/require-account.ts";
import { type Role, roleSet } from "../shared/roles.ts";

/** The verb phrase in "You do not have permission to … this trace batch". */
const ACTIONS = {
  statistics: "see the statistics of",
  scanAnomalies: "see the scan anomalies of",
  listFeedback: "see the feedback on",
} as const;

/**
 * A batch whose figures the account may see: its creator, its holder, regulators and this installation's
 * administrators. Sales figures are not for anybody else. Throws `not-found`, and `forbidden` for others.
 */
export async function observedBatch(
  services: Pick<Services, "accounts" | "administrators" | "keys" | "mirror" | "outbox">,
  context: Context,
  traceId: string,
  operation: keyof typeof ACTIONS,
): Promise<Batch> {
  const account = requireAccount(context);
  const batch = await findBatchOrThrow(services, traceId);
  if (await mayObserve(services, context, account, batch, PERMISSIONS.traces[operation])) return batch;
  const message = `You do not have permission to ${ACTIONS[operation]} this trace batch`;
  throw new RoleMissing(account, PERMISSIONS.traces[operation], message);
}

async function mayObserve(
  services: Pick<Services, "accounts" | "administrators" | "keys" | "mirror">,
  context: Context,
  account: Account,
  batch: Batch,
  roles: readonly Role[],
): Promise<boolean> {
  if (await services.administrators.has(account.id)) return true;
  const { roles: held, earlierAddresses = [] } = await readerOf(services, context);
  if ((held & roleSet(...roles)) !== 0) return true;
  const own = [account.address, services.keys.addressOf(account.keyId), ...earlierAddresses];
  if (own.includes(batch.custodian) || (await isHolder(services, account.address, batch.custodian))) return true;
  const creation = await services.mirror.lineAt(batch.id, 1);
  return creation !== undefined && own.includes(creation.chain.actor);
}
