/** Text messages by a gateway over HTTP: `POST {"to", "text"}` with a bearer token. */
import { MessageRefused } from "../../domain/messages/messenger.ts";
import { ask } from "../outgoing/ask.ts";
import { createGuard, type Guard } from "../outgoing/guard.ts";
import { refusesRequest } from "../outgoing/statuses.ts";
import { guarded, passingFailure, SMS_GUARD, type SmsDriver } from "./drivers.ts";
import type { GatewayLocation } from "./sms-location.ts";

/** A gateway, and the guard of its calls; a new one if left out. */
export interface GatewayOptions extends Omit<GatewayLocation, "kind"> {
  readonly guard?: Guard | undefined;
}

/** A gateway. A redirection is not followed: it could lead to hosts that only this server can reach, with the token. */
export function gatewaySms({ url, token, guard = createGuard("sms", SMS_GUARD) }: GatewayOptions): SmsDriver {
  const headers = { Authorization: `Bearer ${token}` };
  return {
    sendSms: ({ to, text }, signal) =>
      guarded("phone", guard, signal, async (tried) => {
        const { status } = await ask({
          method: "POST",
          url: new URL(url),
          headers,
          body: { to, text },
          signal: tried,
          // The status alone decides: an accepted message must not be sent again.
          limit: null,
        }).catch((error: unknown) => {
          throw passingFailure("phone", error instanceof Error ? error.name : "unknown");
        });
        if (status >= 200 && status < 300) return;
        const reason = `status ${status}`;
        throw refusesRequest(status) ? new MessageRefused(reason) : passingFailure("phone", reason);
      }),
    close: async () => undefined,
  };
}
