import { DomainError } from "../errors.ts";
import type { Operation } from "../ports/outbox.ts";
import type { Context, Services } from "../services.ts";
import { signedIn } from "./writing.ts";

/** One of the account's own operations. Throws `not-found` for anybody else's as for an unknown one. */
export async function getOperation(services: Services, context: Context, id: string): Promise<Operation> {
  const account = signedIn(context);
  const operation = await services.outbox.byId(id);
  if (operation && operation.accountId === account.id) return operation;
  throw new DomainError("not-found", "Operation not found");
}
