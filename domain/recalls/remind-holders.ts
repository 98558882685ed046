import type { Services } from "../services.ts";
import { recallMessage } from "./tell-holders.ts";

/** Reminders are sent so long after the notice, and after each other. */
const DAY = 86_400_000;
/** Holders who are reminded in one go. */
const AT_ONCE = 50;

/**
 * Remind whoever was told of batches of a recall that stands, still holds them and has said nothing of any: a day after it was
 * told, and then each day, as often as the installation has it.
 */
export async function remindHolders(
  services: Pick<Services, "accounts" | "delivery" | "now" | "recalls" | "settings">,
): Promise<void> {
  const { accounts, delivery, now, recalls, settings } = services;
  const before = new Date(now().getTime() - DAY);
  for (;;) {
    const silent = await recalls.silent(before, settings.recallReminders, AT_ONCE);
    if (silent.length === 0) return;
    const known = await accounts.byAddresses([...new Set(silent.map(({ holder }) => holder))]);
    for (const { recall, holder, batches } of silent) {
      const account = known.get(holder);
      const codes = batches.map(({ code }) => code);
      const message = account && recallMessage(services, account, recall, codes, "reminder");
      await recalls.reminded(recall.number, holder, message, now());
    }
    delivery.wake();
  }
}
