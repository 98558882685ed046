import type { Operation } from "../../../domain/operations/outbox.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { tomatoIdOf } from "../../../domain/shared/identifiers.ts";
import { unixSeconds } from "../../../domain/tomatoes/day.ts";
import type { Tomato } from "../../../domain/tomatoes/query-tomato.ts";
import { checksumAddress } from "../../http/eip55.ts";

const ZERO_ADDRESS = `0x${"0".repeat(40)}`;

/** A tomato as the document prints it: Unix seconds, EIP-55 addresses. */
export function tomatoView(tomato: Tomato) {
  return {
    base: withAddress("Grower", tomato.grower, {
      TomatoId: tomatoIdOf(tomato.batchId),
      ProductionArea: tomato.productionArea,
      HarvestDate: unixSeconds(tomato.harvestDate),
      HarvestEvaluation: tomato.harvestEvaluation,
      BatchCode: tomato.batchCode,
    }),
    process: withAddress("Factory", tomato.factory, {
      ProcessingDate: unixSeconds(tomato.processingDate),
      SamplingEvaluation: tomato.samplingEvaluation,
    }),
    transport: withAddress("Logistic", tomato.logistic, { TransportInfo: tomato.transportInfo }),
  };
}

/** Rule 9.1 of the document: the address is empty when all other fields are; and where nobody with the role acted. */
function withAddress(name: string, address: Hex | null, fields: Readonly<Record<string, string | number>>) {
  const isEmpty = Object.values(fields).every((value) => value === "" || value === 0);
  return { ...fields, [name]: isEmpty || address === null ? ZERO_ADDRESS : checksumAddress(address) };
}

/** A write on its way to the chain. */
export function operationView(operation: Operation) {
  return {
    id: operation.id,
    state: operation.state,
    url: operationUrl(operation),
    typed_data: operation.typedData,
  };
}

/** Where to poll a write's state. */
export function operationUrl(operation: Operation): string {
  return `/v1/operations/${operation.id}`;
}
