import { z } from "zod";
import { searchOrdersInput } from "../orders/search-orders.ts";
import { requireOverseer } from "../roles/require-overseer.ts";
import type { Context, Services } from "../services.ts";
import { parseInput } from "../shared/input.ts";
import { cursorSchema, type ToldPage, toldPage } from "../shared/page.ts";
import { requireAccount } from "../shared/require-account.ts";
import { type LoggedMessage, MESSAGE_STATES } from "./ports.ts";

/** A search for messages, from a query string: one's own if no user is named, else a user's or `all`. */
export const listMessagesInput = searchOrdersInput.pick({ page: true, pageSize: true }).extend({
  cursor: cursorSchema.optional(),
  state: z.enum(MESSAGE_STATES, `State must be one of ${MESSAGE_STATES.join(", ")}`).optional(),
  userId: z
    .string()
    .regex(/^(all|[1-9]\d{0,14})$/, "User must be the number of an account, or all")
    .optional(),
});

/**
 * The messages sent, or meant to be sent, to the caller, newest first. Others' are for regulators and administrators:
 * throws `forbidden` for anybody else.
 */
export async function listMessages(
  services: Pick<Services, "administrators" | "messages" | "mirror">,
  context: Context,
  input: unknown,
): Promise<ToldPage<LoggedMessage>> {
  const account = requireAccount(context);
  const { userId, state, pageSize: limit, ...from } = parseInput(listMessagesInput, input);
  const own = userId === undefined || userId === String(account.id);
  if (!own) await requireOverseer(services, context, "read the messages of others");
  const accountId = own ? account.id : userId === "all" ? undefined : Number(userId);
  const request = { ...from, limit };
  return toldPage(await services.messages.list({ accountId, state, ...request }), request);
}
