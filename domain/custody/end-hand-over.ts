import { signOperationInput } from "../operations/sign-operation.ts";
import type { Context } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { requireOpen } from "./accept-hand-over.ts";
import { findHandOverOrThrow, inTurn } from "./find-hand-over.ts";
import { type HandOver, scopeOf } from "./hand-over.ts";
import type { HandOverServices } from "./hand-over-batches.ts";
import { refuseInput } from "./refuse-offer.ts";

const NOT_GIVER = "These batches were handed over by somebody else";

/**
 * Sign one's hand-over with one's own wallet: from now on whoever it goes to may accept it. Throws `not-found`, `validation`
 * for a signature that is not the giver's over its typed data, and a `conflict` if it was signed before, or has ended.
 */
export async function signHandOver(
  services: HandOverServices,
  context: Context,
  id: string,
  input: unknown,
): Promise<HandOver> {
  const account = requireAccount(context);
  const { signature } = parseInput(signOperationInput, input);
  return inTurn(id, async () => {
    const { handOver, giver } = await findHandOverOrThrow(services, account, id);
    if (!giver) throw new DomainError("forbidden", NOT_GIVER);
    requireOpen(handOver);
    const { consent, number, state } = handOver;
    if (state !== "unsigned" || !consent) throw new DomainError("conflict", "This hand-over is signed already");
    const own = await services.consents.check(handOver.from, consent.typedData, signature);
    await services.handOvers.signed(number, own, services.now());
    return (await findHandOverOrThrow(services, account, id)).handOver;
  });
}

/**
 * Refuse the batches of a hand-over: nothing of it ever comes on chain. Throws `not-found`, `validation`, `forbidden` for
 * what is handed to somebody else, and a `conflict` for what has ended, or is being accepted.
 */
export async function refuseHandOver(
  services: HandOverServices,
  context: Context,
  id: string,
  input: unknown,
): Promise<HandOver> {
  const { reason } = parseInput(refuseInput, input);
  return end(services, context, id, "refused", reason);
}

/**
 * Take a hand-over back: the giver's consent, which nobody was given, is forgotten. Throws `not-found`, `forbidden` for
 * somebody else's, and a `conflict` for what has ended, is being accepted, or may still be brought by whoever saw the
 * consent in a transaction that came to nothing.
 */
export async function cancelHandOver(services: HandOverServices, context: Context, id: string): Promise<HandOver> {
  return end(services, context, id, "cancelled", null);
}

async function end(
  services: HandOverServices,
  context: Context,
  id: string,
  ending: "refused" | "cancelled",
  reason: string | null,
): Promise<HandOver> {
  const account = requireAccount(context);
  return inTurn(id, async () => {
    const { handOver, giver, recipient } = await findHandOverOrThrow(services, account, id);
    if (ending === "cancelled" ? !giver : !recipient) {
      const message = ending === "cancelled" ? NOT_GIVER : "These batches are handed over to somebody else";
      throw new DomainError("forbidden", message);
    }
    // Told again, it is what it was.
    if (handOver.state === ending) return handOver;
    requireOpen(handOver);
    if (handOver.state === "accepted") throw new DomainError("conflict", "This hand-over was accepted");
    await withdrawAcceptance(services, handOver);
    await services.handOvers.end(handOver.number, ending, reason, services.now());
    return (await findHandOverOrThrow(services, account, id)).handOver;
  });
}

/**
 * See to it that what was begun of an acceptance is never brought. Throws a `conflict` where that is out of our hands: on its
 * way, or in a transaction that came to nothing, whichever acceptance that was, while a block to come may take the consent.
 */
async function withdrawAcceptance(
  { consents, outbox }: HandOverServices,
  { acceptance, consent, from, wasSent }: HandOver,
): Promise<void> {
  const beingAccepted = new DomainError("conflict", "This hand-over is being accepted");
  if (acceptance && acceptance.state !== "unsigned" && acceptance.state !== "failed") throw beingAccepted;
  if (wasSent && consent && (await consents.standing(from, consent.typedData)) !== "over") {
    const until = new Date(scopeOf(consent).deadline * 1000).toISOString();
    throw new DomainError("conflict", `An acceptance was sent, and may still come on chain until ${until}`);
  }
  if (acceptance?.state !== "unsigned") return;
  if (!(await outbox.withdraw(acceptance.id, "The hand-over has ended"))) throw beingAccepted;
}
