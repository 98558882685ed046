import type { Operation } from "../operations/outbox.ts";
import type { Actor, KeyedRequest } from "../operations/submit-act.ts";
import { submitAdministration } from "../operations/submit-administration.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";

/** What describing an account needs. */
export type DescribeServices = Pick<Services, "housekeeping" | "outbox" | "settings">;

/** Say on chain, in the actor's name, which profile an account goes by. With a digest of zero that is taken back. */
export function describeAccount(
  services: DescribeServices,
  context: Context,
  actor: Actor,
  idempotency: KeyedRequest | undefined,
  prepare: () => Promise<{ readonly account: Hex; readonly digest: Hex }>,
): Promise<Operation> {
  return submitAdministration(services, context, actor, idempotency, async () => ({
    verb: "describeAccount",
    ...(await prepare()),
  }));
}
