import type { Batch } from "../../../../domain/batches/batch.ts";
import { qrCodeUrl } from "../../../../domain/labels/digital-link.ts";
import type { ConsumedBatch } from "../../../../domain/lineage/consume-batch.ts";
import type { SplitBatch } from "../../../../domain/lineage/split-batch.ts";
import { gainTold, type Transformation } from "../../../../domain/lineage/transform-batches.ts";
import { REASONS } from "../../../../domain/operations/act.ts";
import { traceIdOf } from "../../../../domain/shared/identifiers.ts";
import { fromThousandths, unitName } from "../../../../domain/shared/quantity.ts";
import { chainView } from "./common.ts";

/** What is gone of a batch by one line, and what remains now. */
export function consumptionView({ batch, line }: ConsumedBatch) {
  const { used, reason } = line.args;
  return {
    traceId: traceIdOf(batch.id),
    batchCode: batch.code,
    quantity: fromThousandths(String(used)),
    reason: REASONS[Number(reason)],
    remaining: fromThousandths(String(line.args.quantity)),
    unit: unitName(batch.unit),
    chain: chainView(line.chain),
  };
}

/** The parts of a batch, and what remains of it. */
export function splitView({ parent, parts }: SplitBatch, publicUrl: string) {
  return { ...leftView(parent), parts: parts.map((part) => madeView(part, publicUrl)) };
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

const leftView = (batch: Batch) => ({
  traceId: traceIdOf(batch.id),
  remaining: fromThousandths(batch.quantity),
  unit: unitName(batch.unit),
});

const madeView = (batch: Batch, publicUrl: string) => ({
  id: traceIdOf(batch.id),
  batchCode: batch.code,
  name: batch.description?.name ?? null,
  quantity: fromThousandths(batch.quantity),
  unit: unitName(batch.unit),
  qrCode: qrCodeUrl(publicUrl, batch.code),
});
