import { createHmac } from "node:crypto";
import type { DeliverNotice } from "../../domain/monitoring/alerts.ts";
import { ask } from "../outgoing/ask.ts";
import { createGuard, type Guard, type GuardOptions } from "../outgoing/guard.ts";

/** Where alerts are posted. */
export interface AlertWebhookOptions {
  readonly url: string;
  /** The signing secret; null for no signature. */
  readonly secret: string | null;
  /** The guard of its calls; a new one if left out. */
  readonly guard?: Guard;
}

/** Timeouts of its calls. Alerts retry deliveries themselves, in order. */
export const ALERT_GUARD: GuardOptions = { timeout: 5_000, patience: 6_000, width: 1 };

/**
 * Posts alerts as JSON. With a secret `X-Suyuan-Signature: sha256=…` is the HMAC-SHA-256 of the body, in hexadecimal. A
 * status of 200 to 299 means accepted, and the body is not read; redirections are not followed.
 */
export function alertWebhook({
  url,
  secret,
  guard = createGuard("alerts", ALERT_GUARD),
}: AlertWebhookOptions): DeliverNotice {
  return (text, stopping) =>
    guard.run({ operation: "notify", signal: stopping }, async (signal) => {
      const body: unknown = JSON.parse(text);
      // Signs what is sent: the same serialisation of the body.
      const signature =
        secret === null ? null : createHmac("sha256", secret).update(JSON.stringify(body)).digest("hex");
      const headers: Record<string, string> = signature === null ? {} : { "X-Suyuan-Signature": `sha256=${signature}` };
      const { status } = await ask({ method: "POST", url: new URL(url), headers, body, signal, limit: null });
      if (status < 200 || status > 299) throw new Error(`the webhook answered with status ${status}`);
    });
}
