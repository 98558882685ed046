import type { Services } from "../../domain/services.ts";
import { combinedMessenger } from "../../integrations/messages/combined.ts";
import { startDelivery } from "../../integrations/messages/delivery.ts";
import { mailboxMessenger } from "../../integrations/messages/mailbox.ts";
import { noMessenger } from "../../integrations/messages/none.ts";
import { aesSealer } from "../../integrations/messages/sealer.ts";
import { mailboxRepository, outgoingMessages } from "../../store/messages/messages.ts";
import type { Parts } from "./parts.ts";

/** Mail and text messages, and what development shows of them. */
export function composeMessages(parts: Parts) {
  const { database, keys, settings } = parts;
  const sealer = aesSealer(keys.storageSecret);
  const mailbox = settings.development ? mailboxRepository(database) : null;
  const otherwise = mailbox ? mailboxMessenger(mailbox) : noMessenger(parts.logger);
  const messenger = parts.messenger ?? combinedMessenger(parts.drivers ?? {}, otherwise);
  const now = () => new Date();
  return {
    delivery: startDelivery({ queue: outgoingMessages(database, sealer), messenger, logger: parts.logger, now }),
    mailbox,
  } satisfies Partial<Services>;
}
