import { encodeBytes32String, hexlify, id, toUtf8Bytes } from "ethers";
import type { ContractAct } from "../../../chain/acts.ts";
import type { EventArguments } from "../../../proof/codec.ts";
import { type ExpectedLine, leftOf, type Model, type ModelBatch, REGULATOR, ZERO } from "./state.ts";

/** Do an act that breaks no rule: changes the model, and gives the lines that it should write, in their order. */
export function perform(model: Model, act: ContractAct, actor: string): ExpectedLine[] {
  const lines: ExpectedLine[] = [];
  const write = (event: string, batch: ModelBatch, digest: string, own: EventArguments = {}) => {
    batch.seq++;
    const line = String(++model.lines);
    const args = { id: id(batch.code), actor, digest, line, seq: batch.seq, ...own };
    lines.push({ event, batch, args });
  };
  const add = (code: string, unit: string, quantity: bigint): ModelBatch => {
    const fresh = { offered: null, seq: 0, status: "active", verdict: null, head: ZERO } as const;
    const batch: ModelBatch = { code, unit, began: quantity, taken: 0n, custodian: actor, ...fresh };
    model.batches.set(code, batch);
    return batch;
  };
  const unitOf = (unit: string) => hexlify(toUtf8Bytes(unit.padEnd(3, "\0")));
  const named = (code: string) => model.batches.get(code) as ModelBatch;

  if (act.verb === "create") {
    const quantity = BigInt(act.quantity);
    const own = { unit: unitOf(act.unit), quantity: String(quantity), code: act.code };
    write("Created", add(act.code, act.unit, quantity), act.digest, own);
    return lines;
  }
  if (act.verb === "transform") {
    const inputs = act.inputs.map((input) => id(input.code));
    const outputs = act.outputs.map((output) => id(output.code));
    for (const { code, unit, quantity, digest } of act.outputs) {
      const own = { unit: unitOf(unit), quantity: String(quantity), code, inputs };
      write("Produced", add(code, unit, BigInt(quantity)), digest, own);
    }
    for (const { code, quantity } of act.inputs) {
      const batch = named(code);
      batch.taken += BigInt(quantity);
      batch.offered = null;
      const own = { used: String(quantity), quantity: String(leftOf(batch)), outputs };
      write("Transformed", batch, act.digest, own);
    }
    return lines;
  }

  const batch = named(act.code);
  const from = batch.custodian;
  switch (act.verb) {
    case "record":
      write("Recorded", batch, act.digest, { kind: encodeBytes32String(act.kind) });
      break;
    case "recordSeries":
      for (const digest of act.digests) write("Recorded", batch, digest, { kind: encodeBytes32String(act.kind) });
      break;
    case "inspect":
      batch.verdict = act.verdict;
      write("Inspected", batch, act.digest, { verdict: act.verdict === "pass" ? 1 : 2 });
      break;
    case "amend":
      write("Amended", batch, act.digest, { amended: act.amended });
      break;
    case "anchor":
      write("Anchored", batch, act.digest, { root: act.root, count: act.count });
      break;
    case "recall": {
      const isOrder = ((model.roles.get(actor) ?? 0) & REGULATOR) !== 0;
      Object.assign(batch, { status: isOrder ? "ordered" : "recalled", offered: null });
      write("Recalled", batch, act.digest, { status: isOrder ? 4 : 2 });
      break;
    }
    case "lift":
      Object.assign(batch, { status: "active", offered: null });
      write("Lifted", batch, act.digest, { status: 1 });
      break;
    case "withdraw":
      Object.assign(batch, { status: "withdrawn", offered: null });
      write("Withdrawn", batch, act.digest, { status: 3 });
      break;
    case "offerCustody":
      batch.offered = act.to.toLowerCase();
      write("CustodyOffered", batch, act.digest, { to: batch.offered });
      break;
    case "cancelOffer":
      write("OfferCancelled", batch, act.digest, { to: batch.offered as string });
      batch.offered = null;
      break;
    case "refuseCustody":
      batch.offered = null;
      write("CustodyRefused", batch, act.digest, { custodian: from });
      break;
    case "acceptCustody":
    case "takeCustody":
      Object.assign(batch, { custodian: actor, offered: null });
      write("CustodyAccepted", batch, act.digest, { from });
      break;
    case "split": {
      const parts = act.parts.map((part) => id(part.code));
      for (const { code, quantity, digest } of act.parts) {
        batch.taken += BigInt(quantity);
        const own = { parent: id(batch.code), quantity: String(quantity), code };
        write("SplitOff", add(code, batch.unit, BigInt(quantity)), digest, own);
      }
      batch.offered = null;
      write("Split", batch, act.digest, { quantity: String(leftOf(batch)), parts });
      break;
    }
  }
  return lines;
}
