import type { Context, Services } from "../services.ts";
import type { AdministrationAct, Operation } from "./outbox.ts";
import { type Actor, type KeyedRequest, requireFewUnsigned } from "./submit-act.ts";

/**
 * Bring an act of administration to the chain, which is known by its event: that says all, or names the profile. With a key that was used before,
 * nothing is prepared and the earlier operation is given.
 */
export async function submitAdministration(
  services: Pick<Services, "housekeeping" | "outbox" | "settings">,
  context: Context,
  account: Actor,
  idempotency: KeyedRequest | undefined,
  prepare: () => Promise<AdministrationAct>,
): Promise<Operation> {
  const { outbox, settings } = services;
  const operation = await accepted();
  if (operation.state === "unsigned" || context.respondAsync) return operation;
  return outbox.settle(operation.id, settings.writeTimeout);

  async function accepted(): Promise<Operation> {
    const earlier = idempotency?.earlier;
    if (earlier && earlier.state !== "unsigned") return earlier;
    if (!earlier) await requireFewUnsigned(services, account);
    const act = earlier ? (earlier.act as AdministrationAct) : await prepare();
    return account.custody === "wallet"
      ? outbox.propose(account.id, account.address, act, idempotency)
      : outbox.accept(account.id, act, idempotency);
  }
}

/** Whether an act of administration is done: its own line is in the mirror. */
export function isDone({ state }: Pick<Operation, "state">): boolean {
  return state === "mined" || state === "final";
}
