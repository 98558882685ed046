/** Shared input of the request for a reset code and of the reset itself. */
import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import { identityKey } from "../accounts/identity.ts";
import type { AccountWithPassword } from "../accounts/ports.ts";
import type { Channel } from "../messages/messenger.ts";
import type { Services } from "../services.ts";
import { requiredText } from "../shared/input.ts";

/** The account, and the contact to send to. */
export const resetTarget = z.object({
  identifier: requiredText("Identifier", 254),
  channel: z.enum(["email", "phone"], {
    error: (issue) => (issue.input === undefined ? "Channel is required" : "Channel must be email or phone"),
  }),
  contact: requiredText("Contact", 254),
});

/** The target of a reset: the subject that its code is stored under, and the account if everything matches. */
export interface ResetSubject {
  readonly subject: string;
  readonly account: AccountWithPassword | undefined;
  /** The contact as stored with the account; as typed, if there is no such account. */
  readonly contact: string;
}

/** Find out whom a reset is for. An unknown account or a mismatched contact gets a subject of its own. */
export async function resetSubjectOf(
  services: Pick<Services, "accounts" | "keyedHash">,
  { identifier, channel, contact }: z.output<typeof resetTarget>,
): Promise<ResetSubject> {
  const found = await services.accounts.byIdentifier(identifier.normalize("NFKC"));
  const known = found && contactOf(found, channel);
  const matches = known != null && identityKey(known) === identityKey(contact);
  const named = matches
    ? ["account", String(found?.id), channel]
    : ["nobody", identityKey(identifier), channel, identityKey(contact)];
  return {
    subject: services.keyedHash("reset-subject", ...named),
    account: matches ? found : undefined,
    contact: matches ? known : contact,
  };
}

function contactOf(account: Account, channel: Channel): string | null {
  return channel === "email" ? account.email : account.phone;
}
