import type { Context, Services } from "../services.ts";
import type { Batch } from "./batch.ts";
import { holdersOf } from "./find-batch-or-throw.ts";

/** Whether whoever asks holds the batch: with an address of its own, as custodian or as that one's agent. */
export async function isOwn(
  services: Pick<Services, "keys" | "mirror">,
  { account }: Context,
  batch: Batch,
): Promise<boolean> {
  return account !== null && (await holdersOf(services, account, batch)).length > 0;
}
