/** A genuine proof of any length, and the chain that bears it out. */
import type { RpcCall } from "../../proof/contract-reader.ts";
import type { Proof } from "../../proof/proof.ts";
import { chainOf } from "../../test/web/support/chain.ts";
import { Ledger } from "../../test/web/support/ledger.ts";
import { codeOf } from "../gas/trace.ts";
import { documentOf, isInspection } from "../index/journeys.ts";

/** The code of every journey. */
export const CODE = codeOf(1);

/** A proof with so many lines. */
export function journeyOf(lines: number): { proof: Proof; chain: RpcCall } {
  const ledger = new Ledger(CODE);
  const producer = ledger.actor("North Orchard", ["producer"]);
  const inspector = ledger.actor("Laboratory", ["inspector"]);
  for (let seq = 1; seq <= lines; seq++) ledger.write(isInspection(seq) ? inspector : producer, documentOf(CODE, seq));
  return { proof: ledger.proof, chain: chainOf(ledger.proof) };
}
