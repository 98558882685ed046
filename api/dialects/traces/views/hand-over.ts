import { stepOf, type ToldHandOvers } from "../../../../domain/custody/find-hand-over.ts";
import { type HandedOver, type HandOver, handOverIdOf } from "../../../../domain/custody/hand-over.ts";
import { amountTold } from "../../../../domain/lineage/amounts.ts";
import { NOW } from "../../../../domain/profiles/profile-lines.ts";
import type { Context } from "../../../../domain/services.ts";
import { traceIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { partyIn } from "./offer.ts";
import { tradeView } from "./trade.ts";

/** A hand-over; what its giver's wallet has to sign is for that one alone. */
export function handOverView(handOver: HandOver, told: Omit<ToldHandOvers, "items">, { account }: Context) {
  const step = stepOf(handOver);
  const party = partyIn(told.accounts);
  const isOnChain = handOver.state === "accepted";
  const isToSign = handOver.state === "unsigned" && handOver.accountId === account?.id;
  return {
    id: handOverIdOf(handOver.number),
    status: handOver.state,
    onChain: isOnChain,
    from: party(handOver.from),
    to: party(handOver.to),
    batches: handOver.batches.flatMap((one) => batchView(one, isOnChain, told)),
    ...tradeView({ step, batch: null, line: { line: NOW } }, told.calledAt),
    note: step?.description || null,
    reason: handOver.reason,
    createdAt: isoTime(handOver.createdAt),
    expiresAt: isoTime(handOver.expiresAt),
    endedAt: handOver.endedAt && isoTime(handOver.endedAt),
    typedData: isToSign ? (handOver.consent?.typedData ?? null) : null,
  };
}

/** Nothing for a batch that a reorganisation of the chain took, until it is back. */
function batchView(
  { code, quantity, chain }: HandedOver,
  isOnChain: boolean,
  { batches }: Pick<ToldHandOvers, "batches">,
) {
  const batch = batches.get(code);
  if (!batch) return [];
  return [
    {
      traceId: traceIdOf(batch.id),
      batchCode: code,
      name: batch.visibility === "public" ? (batch.description?.name ?? null) : null,
      ...amountTold(batch, quantity),
      status: chain ? ("taken" as const) : isOnChain ? ("left" as const) : ("waiting" as const),
      recalled: batch.status === "recalled",
      chain,
    },
  ];
}
