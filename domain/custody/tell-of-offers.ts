import type { Account } from "../accounts/account.ts";
import { type Notice, noticeMessage } from "../messages/notice-message.ts";
import type { NewMessage } from "../messages/outgoing-messages.ts";
import type { Services } from "../services.ts";
import type { Offer } from "./ports.ts";

/** Offers that are told of in one go. */
const AT_ONCE = 500;
/** Milliseconds after which nobody needs to be told any more. */
const LIFETIME = 7 * 86_400_000;

/**
 * Tell those whom batches are offered to, each offer once, as soon as its line is in the mirror: by mail where they have an
 * address, else by a text message. Whoever has neither finds it in the list of offers.
 */
export async function tellOfOffers(
  services: Pick<Services, "accounts" | "delivery" | "now" | "offers" | "settings">,
): Promise<void> {
  const { accounts, delivery, now } = services;
  for (;;) {
    const untold = await services.offers.untold(AT_ONCE);
    if (untold.length === 0) return;
    const known = await accounts.byAddresses([...new Set(untold.flatMap(({ from, to }) => [from, to]))]);
    // One message a recipient and look: of many offers it says how many, so that nobody is flooded at the host's cost.
    for (const [to, offers] of Map.groupBy(untold, (offer) => offer.to)) {
      const recipient = known.get(to);
      for (const [index, offer] of offers.entries()) {
        const giver = known.get(offer.from)?.name ?? offer.from;
        const message =
          recipient && index === 0 ? messageFor(services, recipient, offer, giver, offers.length) : undefined;
        await services.offers.told(offer, message, now());
      }
    }
    delivery.wake();
  }
}

function messageFor(
  { delivery, now, settings }: Pick<Services, "delivery" | "now" | "settings">,
  { email, phone }: Account,
  { batchCode }: Offer,
  giver: string,
  count: number,
): NewMessage | undefined {
  const channel = email === null ? "phone" : "email";
  const to = email ?? phone;
  if (to === null || !delivery.carries(channel)) return undefined;
  const notice: Notice = {
    subject: { zh: "有批次待您接收", en: "a batch is offered to you" },
    sentences: {
      zh: [
        `${giver} 向您移交批次 ${batchCode}，请登录后接收或拒绝。`,
        ...(count > 1 ? [`另有 ${count - 1} 个批次待您接收。`] : []),
      ],
      en: [
        `${giver} offers you the batch ${batchCode}. Sign in to accept or refuse it.`,
        ...(count > 1 ? [`${count - 1} more are offered to you.`] : []),
      ],
    },
    link: `${settings.publicUrl}/t/${encodeURIComponent(batchCode)}`,
  };
  return { message: noticeMessage(channel, to, notice), expiresAt: new Date(now().getTime() + LIFETIME) };
}
