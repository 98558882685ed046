import type { Mailbox } from "../../domain/messages/mailbox.ts";
import type { Messenger } from "../../domain/messages/messenger.ts";

/** Sends nothing; keeps messages where a developer can read them. */
export function mailboxMessenger(mailbox: Mailbox): Messenger {
  return {
    carries: () => true,
    sendMail: ({ to, subject, text, html }) => mailbox.add({ channel: "email", to, subject, text, html }),
    sendSms: ({ to, text }) => mailbox.add({ channel: "phone", to, text }),
  };
}
