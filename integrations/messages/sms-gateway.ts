/** Text messages by a gateway over HTTP: `POST {"to", "text"}` with a bearer token. */
import { MessageRefused } from "../../domain/ports/messenger.ts";
import { passingFailure, type SmsDriver } from "./drivers.ts";
import type { GatewayLocation } from "./sms-location.ts";

/** Client errors that speak of this server's token, or of the moment: another time the message may be taken. */
const NOT_THE_MESSAGE = [401, 403, 407, 408, 425, 429];

/** A gateway. A redirection is not followed: it could lead to where only this server may go, with the token. */
export function gatewaySms({ url, token }: Omit<GatewayLocation, "kind">, timeout = 10_000): SmsDriver {
  return {
    async sendSms({ to, text }, signal) {
      const status = await post(JSON.stringify({ to, text }), signal);
      if (status >= 200 && status < 300) return;
      const reason = `status ${status}`;
      if (status >= 400 && status < 500 && !NOT_THE_MESSAGE.includes(status)) throw new MessageRefused(reason);
      throw passingFailure("phone", reason);
    },
    close: async () => undefined,
  };

  async function post(body: string, signal: AbortSignal | undefined): Promise<number> {
    const late = AbortSignal.timeout(timeout);
    try {
      const response = await fetch(url, {
        method: "POST",
        redirect: "manual",
        signal: signal ? AbortSignal.any([signal, late]) : late,
        headers: { "Content-Type": "application/json", Accept: "application/json", Authorization: `Bearer ${token}` },
        body,
      });
      // Whatever it says, the status decides: a message that was accepted must not be sent again.
      await response.body?.cancel().catch(() => undefined);
      return response.status;
    } catch (error) {
      throw passingFailure("phone", error instanceof Error ? error.name : "unknown");
    }
  }
}
