/** Projects a batch's lines to its row. */

import { listedColumns } from "../domain/batches/listed-columns.ts";
import type { EventArguments } from "../domain/records/event-arguments.ts";
import { type BatchState, fold } from "../domain/records/fold.ts";
import type { LineEvent } from "../domain/records/kinds.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { traceIdOf } from "../domain/shared/identifiers.ts";
import { skeletonOf } from "../domain/shared/skeleton.ts";
import type { BatchRow, FactRow, Statements } from "./statements.ts";

/** The state that a batch's row holds; undefined if it has none. */
export function stateOf(statements: Pick<Statements, "creator">, row: BatchRow | undefined): BatchState | undefined {
  return (
    row && {
      id: row.id as Hex,
      code: row.code,
      unit: row.unit,
      quantity: row.quantity,
      made: row.made,
      gone: JSON.parse(row.gone) as BatchState["gone"],
      custodian: row.custodian as Hex,
      offeredTo: row.offered_to as Hex | null,
      seq: row.seq,
      status: row.status as BatchState["status"],
      verdict: row.verdict as BatchState["verdict"],
      verdicts: JSON.parse(row.verdicts) as BatchState["verdicts"],
      open: row.open === 1,
      recalls: row.recalls,
      withdrawn: row.withdrawn === 1,
      creator: statements.creator.get(row.id)?.actor as Hex,
      head: row.head as Hex,
      describedBy: row.described_by,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    }
  );
}

/** Write a batch's row; what lists search and sort by comes from the document that describes it. */
export function putBatch(statements: Statements, state: BatchState): void {
  const fact = statements.describingFact.get(state.id, state.describedBy);
  const record = fact && statements.record.get(fact.digest);
  const text = record?.visibility === "public" ? record.text : null;
  const line = fact && { ...fact, event: fact.event as LineEvent, args: JSON.parse(fact.args) as EventArguments };
  const listed = listedColumns(state.code, text, line);
  statements.putBatch.run({
    id: state.id,
    trace_id: traceIdOf(state.id),
    code: state.code,
    skeleton: skeletonOf(state.code),
    unit: state.unit,
    quantity: state.quantity,
    made: state.made,
    gone: JSON.stringify(state.gone),
    custodian: state.custodian,
    offered_to: state.offeredTo,
    seq: state.seq,
    status: state.status,
    verdict: state.verdict,
    verdicts: JSON.stringify(state.verdicts),
    open: Number(state.open),
    recalls: state.recalls,
    withdrawn: Number(state.withdrawn),
    head: state.head,
    described_by: state.describedBy,
    created_at: state.createdAt,
    updated_at: state.updatedAt,
    name: listed.name,
    state: listed.state,
    harvest_date: listed.harvestDate,
    gtin: listed.gtin,
    lot: listed.lot,
    search: listed.search,
  });
}

/**
 * Fold a batch again from all its facts; its row is deleted if none is left. A batch's unit never changes, so it is
 * taken from a row that may itself still have to be folded again.
 */
export function refoldBatch(statements: Statements, batchId: string): void {
  const unitOf = (id: Hex) => statements.batch.get(id)?.unit;
  let state: BatchState | undefined;
  for (const fact of statements.factsOfBatch.all(batchId)) state = fold(state, foldedLine(fact), unitOf);
  if (state) putBatch(statements, state);
  else statements.deleteBatch.run(batchId);
}

function foldedLine(fact: FactRow) {
  return {
    event: fact.event,
    args: JSON.parse(fact.args) as EventArguments,
    batchId: fact.batch_id as Hex,
    seq: fact.seq,
    actor: fact.actor as Hex,
    timestamp: fact.timestamp,
    head: fact.head as Hex,
  };
}
