/** Projects a batch's lines to its row. */

import type { EventArguments } from "../domain/records/event-arguments.ts";
import { type BatchState, fold } from "../domain/records/fold.ts";
import { type BatchDescription, parseDocument } from "../domain/records/record-document.ts";
import type { Hex } from "../domain/shared/hex.ts";
import { traceIdOf } from "../domain/shared/identifiers.ts";
import { searchable } from "../domain/shared/searchable.ts";
import { skeletonOf } from "../domain/shared/skeleton.ts";
import { isoTime } from "../domain/shared/time.ts";
import type { BatchRow, FactRow, Statements } from "./statements.ts";

/** The state that a batch's row holds; undefined if it has none. */
export function stateOf(statements: Pick<Statements, "creator">, row: BatchRow | undefined): BatchState | undefined {
  return (
    row && {
      id: row.id as Hex,
      code: row.code,
      unit: row.unit,
      quantity: row.quantity,
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
  const digest = statements.describingDigest.get(state.id, state.describedBy)?.digest;
  const record = digest === undefined ? undefined : statements.record.get(digest);
  // A restricted description is not searchable: a hit would reveal it.
  const description = record?.visibility === "public" && record.text ? descriptionOf(record.text) : undefined;
  statements.putBatch.run({
    id: state.id,
    trace_id: traceIdOf(state.id),
    code: state.code,
    skeleton: skeletonOf(state.code),
    unit: state.unit,
    quantity: state.quantity,
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
    name: description?.name ?? null,
    state: description?.state ?? "active",
    // Sorted by, whatever the offset that it was told with.
    harvest_date: description?.harvestDate ? isoTime(new Date(description.harvestDate)) : null,
    search: searchText(state.code, description),
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

function descriptionOf(text: string): BatchDescription | undefined {
  const document = parseDocument(text);
  return document && "batch" in document ? document.batch : undefined;
}

function searchText(code: string, description: BatchDescription | undefined): string {
  if (!description) return searchable(code);
  const { name, product, producer } = description;
  return searchable([code, name, description.description, product.name, producer.name, producer.location].join("\n"));
}
