import { z } from "zod";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { parseInput } from "../shared/input.ts";
import { getOperation } from "./get-operation.ts";
import type { Operation } from "./outbox.ts";

/** A signature: 65 bytes of a key's, or whatever a wallet contract (ERC-1271) takes. */
export const signOperationInput = z.object({
  signature: z
    .string({ error: "Signature is required" })
    .regex(/^0x([0-9a-f]{2}){1,4096}$/i, "Signature must be hex digits after 0x")
    .transform((text) => text.toLowerCase() as Hex),
});

/**
 * Sign an act of one's own that waits for one's wallet. Throws `not-found`, `validation` for a signature that is not
 * the actor's over the operation's typed data, and a `conflict` if it was signed before.
 */
export async function signOperation(
  services: Pick<Services, "now" | "outbox" | "settings">,
  context: Context,
  id: string,
  input: unknown,
): Promise<Operation> {
  await getOperation(services, context, id);
  const { signature } = parseInput(signOperationInput, input);
  const operation = await services.outbox.sign(id, signature);
  return context.respondAsync ? operation : services.outbox.settle(operation.id, services.settings.writeTimeout);
}
