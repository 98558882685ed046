import type { Logger } from "pino";
import type { Channel, Messenger } from "../../domain/messages/messenger.ts";
import { DomainError } from "../../domain/shared/errors.ts";

/** Used when nothing is set up: every message is refused, and logged without its content. */
export function noMessenger(logger: Logger): Messenger {
  const refuse = async (channel: Channel): Promise<never> => {
    logger.error({ channel }, "a message was refused: there is nothing to send it with");
    throw new DomainError("unavailable", `There is nothing to send by ${channel} with`);
  };
  return {
    carries(channel) {
      logger.warn({ channel }, "a message was refused: there is nothing to send it with");
      return false;
    },
    sendMail: () => refuse("email"),
    sendSms: () => refuse("phone"),
  };
}
