/** What an auditor typed: each form leads to a view of its own. */
import { BATCH_CODE } from "../../../domain/batches/batch-code.ts";
import { typedCode } from "../../../domain/batches/typed-code.ts";
import { batchIdOfTomato } from "../../../domain/shared/identifiers.ts";

/** A code, an id of a batch, a transaction or a batch's id on chain (both are 32 bytes), or an address. */
export type Meant =
  | { readonly type: "code"; readonly code: string }
  | { readonly type: "id"; readonly id: string }
  | { readonly type: "hash"; readonly hash: string }
  | { readonly type: "address"; readonly address: string }
  | { readonly type: "block"; readonly number: string };

/** What a text means; undefined for one that is none of these. */
export function meantBy(text: string): Meant | undefined {
  const typed = typedCode(text);
  const lower = typed.toLowerCase();
  if (/^0x[0-9a-f]{64}$/.test(lower)) return { type: "hash", hash: lower };
  if (/^0x[0-9a-f]{40}$/.test(lower)) return { type: "address", address: lower };
  const trace = /^(trace|event|proc|log)-([0-9a-f]{32})(-\d+(\.\d+)?)?$/.exec(lower);
  if (trace) return { type: "id", id: `trace-${trace[2]}` };
  const tomato = batchIdOfTomato(typed);
  if (tomato) return { type: "hash", hash: tomato };
  const block = /^#(\d{1,15})$/.exec(typed)?.[1];
  if (block) return { type: "block", number: block };
  return BATCH_CODE.test(typed) ? { type: "code", code: typed } : undefined;
}
