import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { Operation } from "./outbox.ts";

/** An operation, and whether it was accepted so long ago that somebody has to look why it has no line. */
export interface ShownOperation extends Operation {
  readonly isStuck: boolean;
}

/** One of the account's own operations. Throws `not-found` for anybody else's as for an unknown one. */
export async function getOperation(
  services: Pick<Services, "outbox" | "now" | "settings">,
  context: Context,
  id: string,
): Promise<ShownOperation> {
  const account = requireAccount(context);
  const operation = await services.outbox.byId(id);
  if (operation && operation.accountId === account.id) {
    const { state, acceptedAt } = operation;
    const age = acceptedAt ? services.now().getTime() - acceptedAt.getTime() : 0;
    return { ...operation, isStuck: (state === "waiting" || state === "sent") && age > services.settings.stuckAfter };
  }
  throw new DomainError("not-found", "Operation not found");
}
