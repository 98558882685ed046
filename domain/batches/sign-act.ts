import { getOperation } from "../operations/get-operation.ts";
import type { Operation } from "../operations/outbox.ts";
import { signOperation } from "../operations/sign-operation.ts";
import { settled } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { changesInTurn, lastAmendment } from "./amendment-under-way.ts";

/**
 * Sign an act of one's own that waits for one's wallet. A change to a batch's description or to an event is signed only
 * while that is still what the change was made of: a later signature would take the earlier one's fields back. Throws a
 * `conflict` where it is not, and what `signOperation` throws.
 */
export async function signAct(
  services: Pick<Services, "mirror" | "now" | "outbox" | "settings">,
  context: Context,
  id: string,
  input: unknown,
): Promise<Operation> {
  const { act, state } = await getOperation(services, context, id);
  const changed = act.verb === "amend" && act.base !== undefined ? act : undefined;
  const batch = changed && state === "unsigned" ? await services.mirror.batchByCode(changed.code) : undefined;
  if (!changed || !batch) return signOperation(services, context, id, input);
  // Only until it is accepted: the chain is waited for side by side.
  const accepted = await changesInTurn(batch.id, async () => {
    const undone = await services.outbox.undoneOn(batch.id);
    const position = { seq: changed.amended, index: changed.index ?? 0 };
    if ((await lastAmendment(services, batch, undone, position)) !== changed.base) {
      throw new DomainError(
        "conflict",
        "The trace batch has changed since this change was prepared: get it again, and send the change as a new request",
      );
    }
    return signOperation(services, { ...context, respondAsync: true }, id, input);
  });
  return settled(services, context, accepted);
}
