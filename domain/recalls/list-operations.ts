import type { Operation } from "../operations/outbox.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { concernedRecall } from "./read-recall.ts";

const pageInput = pageSchema.pick({ page: true, limit: true, cursor: true });

/**
 * The acts that mark or lift batches of a recall, in the order in which they were asked for: of each that waits for a wallet
 * its owner is told here what to sign, also of those that were brought without a request. Throws `not-found` for whom the
 * recall does not concern, `forbidden` for who did not begin it, and `validation`.
 */
export async function listRecallOperations(
  services: Pick<Services, "accounts" | "keys" | "mirror" | "recalls">,
  context: Context,
  id: string,
  input: unknown,
): Promise<ToldPage<Operation>> {
  const request = parseInput(pageInput, input);
  const { recall, isOwn } = await concernedRecall(services, context, id);
  if (!isOwn) throw new DomainError("forbidden", "The acts of a recall are told to who began it");
  return toldPage(await services.recalls.operations(recall.number, request), request);
}
