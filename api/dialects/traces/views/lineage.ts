import type { Batch } from "../../../../domain/batches/batch.ts";
import { qrCodeUrl } from "../../../../domain/labels/digital-link.ts";
import { amountTold } from "../../../../domain/lineage/amounts.ts";
import type { ConsumedBatch } from "../../../../domain/lineage/consume-batch.ts";
import { gainTold } from "../../../../domain/lineage/gains.ts";
import type { SplitBatch } from "../../../../domain/lineage/split-batch.ts";
import type { Transformation } from "../../../../domain/lineage/transform-batches.ts";
import { REASONS } from "../../../../domain/operations/act.ts";
import { traceIdOf } from "../../../../domain/shared/identifiers.ts";
import { chainView } from "./common.ts";

/** What is gone of a batch by one line, and what remains now. */
export function consumptionView({ batch, line }: ConsumedBatch) {
  const { used, reason } = line.args;
  return {
    traceId: traceIdOf(batch.id),
    batchCode: batch.code,
    quantity: amountTold(batch, String(used)).quantity,
    reason: REASONS[Number(reason)],
    remaining: amountTold(batch, String(line.args.quantity)).quantity,
    unit: amountTold(batch, 0n).unit,
    chain: chainView(line.chain),
  };
}

/** The parts of a batch, and what remains of it. */
export function splitView({ parent, parts, lines }: SplitBatch, publicUrl: string) {
  const left = leftView(parent);
  const labels = `${publicUrl}/v1/traces/${left.traceId}/labels.pdf?parts=${lines.join(",")}`;
  return { ...left, parts: parts.map((part) => madeView(part, publicUrl)), labels };
}

/** What was made of what. */
export function transformationView({ inputs, outputs, gains }: Transformation, publicUrl: string) {
  return {
    inputs: inputs.map((batch) => {
      const { traceId, ...left } = leftView(batch);
      return { id: traceId, batchCode: batch.code, ...left };
    }),
    outputs: outputs.map((batch) => madeView(batch, publicUrl)),
    gains: gains.map(gainTold),
  };
}

function leftView(batch: Batch) {
  const { quantity, unit } = amountTold(batch, batch.quantity);
  return { traceId: traceIdOf(batch.id), remaining: quantity, unit };
}

const madeView = (batch: Batch, publicUrl: string) => ({
  id: traceIdOf(batch.id),
  batchCode: batch.code,
  name: batch.description?.name ?? null,
  ...amountTold(batch, batch.quantity),
  qrCode: qrCodeUrl(publicUrl, batch.code),
});
