import type { Messenger } from "../../domain/messages/messenger.ts";
import type { Drivers } from "./drivers.ts";

/** Sends mail and text messages with their drivers; without one with `otherwise`. */
export function combinedMessenger({ mail, sms }: Drivers, otherwise: Messenger): Messenger {
  return {
    carries: (channel) => (channel === "email" ? mail : sms) !== undefined || otherwise.carries(channel),
    sendMail: (message, signal) => (mail ?? otherwise).sendMail(message, signal),
    sendSms: (message, signal) => (sms ?? otherwise).sendSms(message, signal),
  };
}
