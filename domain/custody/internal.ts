/** What the use cases of custody share. */
import type { Account } from "../accounts/account.ts";
import { selvesOf } from "../accounts/selves-of.ts";
import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import type { LineAct } from "../operations/act.ts";
import { type StepWords, stepDocument } from "../operations/step-document.ts";
import type { KeyedRequest, SubmitServices, Written } from "../operations/submit-act.ts";
import { submitAct } from "../operations/submit-act.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import type { Offer, OfferedBatch } from "./ports.ts";

/** What reading and ending offers takes. */
export type CustodyServices = SubmitServices & Pick<Services, "accounts" | "keys" | "mirror" | "offers">;

/** The offer of a batch that stands. Throws `not-found`, and a `conflict` where there is none. */
export async function findOfferOrThrow(services: CustodyServices, traceId: string): Promise<OfferedBatch> {
  const batch = await findBatchOrThrow(services, traceId);
  const offer = await services.offers.openOf(batch.id);
  if (offer) return { batch, offer };
  throw new DomainError("conflict", "This trace batch is not offered to anybody");
}

/** The account as it was offered a batch. Throws `forbidden` for anybody else's offer. */
export function recipientOrThrow(services: CustodyServices, account: Account, offer: Offer): Account {
  const self = selvesOf(services, account).find(({ address }) => address === offer.to);
  if (self) return self;
  throw new DomainError("forbidden", "You do not have permission to answer this offer: it was made to somebody else");
}

/** Bring an act that ends an offer, and give the offer and the batch as they are afterwards. */
export async function endOffer(
  services: CustodyServices,
  context: Context,
  actor: Account,
  { batch, offer }: OfferedBatch,
  idempotency: KeyedRequest | undefined,
  kind: string,
  words: StepWords,
  act: (digest: Hex) => LineAct,
): Promise<Written<OfferedBatch>> {
  const operation = await submitAct(services, context, actor, idempotency, async () => ({
    // Words about what is withheld are withheld with it.
    restricted: batch.visibility !== "public",
    document: stepDocument(services, actor, batch.code, kind, words),
    act,
  }));
  return { operation, result: operation.chain ? await endedOffer(services, offer) : null };
}

/** An offer and its batch as the mirror has them now. */
export async function endedOffer(services: CustodyServices, { batchId, seq }: Offer): Promise<OfferedBatch> {
  const offer = await services.offers.madeBy(batchId, seq);
  const [batch] = offer ? await services.mirror.batchesByCodes([offer.batchCode]) : [];
  if (offer && batch) return { batch, offer };
  throw new DomainError("unavailable", "The offer is on chain but cannot be read yet");
}
