import { codesMadeBy } from "../../../../domain/lineage/codes-made-by.ts";
import type { Operation } from "../../../../domain/operations/outbox.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { chainView } from "./common.ts";

/** A write on its way to the chain. */
export function operationView(
  operation: Operation & { readonly isStuck?: boolean },
  say: (sentence: string) => string,
) {
  return {
    id: operation.id,
    verb: operation.act.verb,
    state: operation.state,
    stuck: operation.isStuck ?? false,
    error: operation.error && say(operation.error),
    typedData: operation.typedData,
    makes: codesMadeBy(operation.act),
    chain: operation.chain ? chainView(operation.chain) : null,
    createdAt: isoTime(operation.createdAt),
    acceptedAt: operation.acceptedAt && isoTime(operation.acceptedAt),
    updatedAt: isoTime(operation.updatedAt),
  };
}
