import type { Account } from "../accounts/account.ts";
import { idempotencyOf, type KeyedRequest, submitAct, type Written } from "../operations/submit-act.ts";
import type { Context } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { requireAccount } from "../shared/require-account.ts";
import { findHandOverOrThrow, inTurn } from "./find-hand-over.ts";
import { type HandOver, handOverIdOf, itemsOf, type KeptConsent, scopeOf } from "./hand-over.ts";
import type { HandOverServices } from "./hand-over-batches.ts";

/** Seconds that a wallet may take to sign an acceptance: for so long its giver's consent has to be good. */
const SIGNING_TIME = 24 * 3_600;
/** And for which it is, where it is signed on acceptance. */
const CONSENT_LIFETIME = SIGNING_TIME + 3_600;

/**
 * Accept the batches of a hand-over: the giver's consent and the account's own act are brought as one. What is no longer as
 * it was handed over, the contract leaves out, and the answer says so. Throws `not-found`, `forbidden` for what is handed to
 * somebody else, and a `conflict` for what has ended, or whose consent the chain takes no more.
 */
export async function acceptHandOver(
  services: HandOverServices,
  context: Context,
  id: string,
): Promise<Written<HandOver>> {
  const account = requireAccount(context);
  const idempotency = await idempotencyOf(services, context, account, { verb: "acceptHandOver", id });
  const accepted = await inTurn(id, async () => {
    const { handOver, recipient } = await findHandOverOrThrow(services, account, id);
    if (!recipient) throw new DomainError("forbidden", "These batches are handed over to somebody else");
    const { acceptance, state } = handOver;
    if (state === "accepted" || state === "accepting") {
      const earlier = acceptance && (await services.outbox.byId(acceptance.id));
      if (earlier) return earlier;
    }
    requireOpen(handOver);
    const consent = await consentTo(services, handOver);
    const { nonce, deadline } = scopeOf(consent);
    const key = await keyOf(services, account, handOver, consent.signature);
    return submitAct(services, { ...context, respondAsync: true }, recipient, key, async () => ({
      restricted: handOver.restricted,
      document: handOver.document,
      act: (digest) => ({
        verb: "takeMany",
        batches: itemsOf(handOver),
        digest,
        consent: { actor: handOver.from, nonce, deadline, signature: consent.signature },
      }),
    }));
  });
  if (idempotency) await services.requests.remember(account.id, idempotency, id);
  const isWaitedFor = accepted.state !== "unsigned" && !context.respondAsync;
  const operation = isWaitedFor ? await services.outbox.settle(accepted.id, services.settings.writeTimeout) : accepted;
  if (!operation.chain) return { operation, result: null };
  return { operation, result: (await findHandOverOrThrow(services, account, id)).handOver };
}

/**
 * Of one hand-over there is one acceptance at a time, whatever key the request has; a new one only after the last has failed,
 * or holds a consent that was over before its wallet signed.
 */
async function keyOf(
  { hashOf, outbox }: HandOverServices,
  account: Account,
  { number, acceptance, failures }: HandOver,
  signature: string,
): Promise<KeyedRequest> {
  const begun = acceptance?.state === "unsigned" ? await outbox.byId(acceptance.id) : undefined;
  const isOver = begun?.act.verb === "takeMany" && begun.act.consent.signature !== signature;
  const attempt = isOver && (await outbox.withdraw(begun.id, "The giver's consent is over")) ? failures + 1 : failures;
  const id = handOverIdOf(number);
  const own = { key: `${id}·${attempt}`, requestHash: hashOf({ verb: "takeMany", id, attempt }) };
  return { ...own, earlier: await outbox.find(account.id, own) };
}

const ENDED: Readonly<Partial<Record<HandOver["state"], string>>> = {
  refused: "This hand-over was refused",
  cancelled: "This hand-over was taken back",
  expired: "This hand-over is too old to be accepted: ask for another",
};

/** Throws a `conflict` for a hand-over that can be answered no more. */
export function requireOpen({ state }: HandOver): void {
  const ended = ENDED[state];
  if (ended) throw new DomainError("conflict", ended);
}

/**
 * The giver's consent that the chain takes now: a wallet's is kept; a key that is here signs now. None is good for longer than
 * the hand-over is, and of two only one can be used: what others may know is replaced under its own nonce, or once it is over.
 */
async function consentTo(
  { consents, handOvers, now, seal }: HandOverServices,
  handOver: HandOver,
): Promise<KeptConsent & { readonly signature: string }> {
  const { number, from, custody, consent: kept, accountId, wasSent } = handOver;
  const standing = kept === null ? "over" : await consents.standing(from, kept.typedData);
  const [time, until] = [now(), handOver.expiresAt].map((date) => Math.floor(date.getTime() / 1000)) as [
    number,
    number,
  ];
  if (kept?.signature && standing === "good") {
    const isLongEnough = scopeOf(kept).deadline >= Math.min(time + SIGNING_TIME, until);
    if (custody === "wallet" || isLongEnough) return { ...kept, signature: kept.signature };
  }
  if (custody === "wallet") {
    throw new DomainError("conflict", "The chain takes the giver's consent no more: ask for another hand-over");
  }
  if (standing === "passing" && wasSent) {
    throw new DomainError("unavailable", "The giver's earlier consent is not over for good yet: try again later");
  }
  const terms = { batches: itemsOf(handOver), to: handOver.to, digest: seal(handOver.document).digest };
  const instead = standing === "good" && kept ? kept.typedData : null;
  const typedData = await consents.ask(from, terms, { lifetime: CONSENT_LIFETIME, until, instead }, async (asked) => {
    await handOvers.asked(number, asked);
    return asked;
  });
  const signature = await consents.sign(accountId, typedData);
  await handOvers.signed(number, signature, now());
  return { typedData, signature };
}
