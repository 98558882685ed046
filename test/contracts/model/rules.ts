import type { ContractAct } from "../../../chain/acts.ts";
import { leftOf, type Model, type ModelBatch, REGULATOR, ZERO } from "./state.ts";

const PAUSABLE = (verb: string) => verb !== "recall" && verb !== "lift";
const OPEN_VERBS: readonly string[] = ["record", "recordSeries", "inspect", "anchor", "recall", "lift", "withdraw"];

/**
 * Every rule that an act breaks, by the name of the contract's error: it may succeed if there is none, and has to fail
 * with one of them otherwise.
 */
export function brokenRules(model: Model, act: ContractAct, actor: string): Set<string> {
  const broken = new Set<string>();
  const holds = model.roles.get(actor) ?? 0;
  const mayWrite = (kind: string) => (holds & (model.kinds.get(kind) ?? 0)) !== 0;
  const demand = (holdsTrue: boolean, error: string) => void (holdsTrue || broken.add(error));
  const digests = "digests" in act ? act.digests : [act.digest];
  demand(!model.paused || !PAUSABLE(act.verb), "EnforcedPause");
  demand(!digests.includes(ZERO as never), "InvalidDigest");

  const begin = (codes: readonly string[]) =>
    demand(new Set(codes).size === codes.length && codes.every((code) => !model.batches.has(code)), "BatchExists");
  const take = (batch: ModelBatch, amounts: readonly bigint[]) => {
    const total = amounts.reduce((sum, amount) => sum + amount, 0n);
    demand(total <= leftOf(batch) && amounts.every((amount) => amount > 0n), "InsufficientQuantity");
  };
  const isThere = (code: string): ModelBatch | undefined => {
    const batch = model.batches.get(code);
    demand(batch !== undefined, "UnknownBatch");
    const takes = OPEN_VERBS.includes(act.verb) ? batch?.status !== "withdrawn" : batch?.status === "active";
    demand(batch === undefined || takes, "BatchNotActive");
    return batch;
  };

  if (act.verb === "create") {
    begin([act.code]);
    demand(mayWrite("creation"), "UnauthorizedActor");
    return broken;
  }
  if (act.verb === "transform") {
    demand(mayWrite("creation"), "UnauthorizedActor");
    begin(act.outputs.map((output) => output.code));
    demand(!act.outputs.some((output) => output.digest === ZERO), "InvalidDigest");
    for (const code of new Set(act.inputs.map((input) => input.code))) {
      const batch = isThere(code);
      if (!batch) continue;
      demand(batch.custodian === actor, "NotCustodian");
      take(
        batch,
        act.inputs.filter((input) => input.code === code).map((input) => BigInt(input.quantity)),
      );
    }
    return broken;
  }

  const batch = isThere(act.code);
  if (!batch) return broken;
  const isCustodian = batch.custodian === actor;
  const oversees = (holds & REGULATOR) !== 0;
  switch (act.verb) {
    case "record":
    case "recordSeries":
      demand(act.kind !== "creation" && act.kind !== "inspection", "ReservedKind");
      demand(mayWrite(act.kind), "UnauthorizedActor");
      break;
    case "inspect":
      demand(mayWrite("inspection"), "UnauthorizedActor");
      break;
    case "anchor":
      demand(mayWrite("telemetry"), "UnauthorizedActor");
      demand(act.root !== ZERO && act.count > 0, "InvalidRoot");
      break;
    case "amend":
      demand(isCustodian, "NotCustodian");
      demand(act.amended >= 1 && act.amended <= batch.seq, "UnknownLine");
      break;
    case "recall":
      demand(oversees || isCustodian, "NotCustodian");
      demand(oversees ? batch.status !== "ordered" : batch.status === "active", "BatchNotActive");
      break;
    case "lift":
      demand(batch.status !== "active", "BatchNotRecalled");
      if (batch.status === "ordered") demand(oversees, "NotRegulator");
      else demand(isCustodian, "NotCustodian");
      break;
    case "withdraw":
      demand(isCustodian, "NotCustodian");
      demand(batch.status !== "ordered", "BatchNotActive");
      break;
    case "offerCustody":
      demand(isCustodian, "NotCustodian");
      demand(act.to.toLowerCase() !== actor && !/^0x0{40}$/.test(act.to), "InvalidCustodian");
      break;
    case "cancelOffer":
      demand(isCustodian, "NotCustodian");
      demand(batch.offered !== null, "NotOffered");
      break;
    case "acceptCustody":
    case "refuseCustody":
      demand(batch.offered === actor, "NotOffered");
      break;
    case "takeCustody":
      demand(!isCustodian, "InvalidCustodian");
      break;
    case "split":
      demand(isCustodian, "NotCustodian");
      begin(act.parts.map((part) => part.code));
      demand(!act.parts.some((part) => part.digest === ZERO), "InvalidDigest");
      take(
        batch,
        act.parts.map((part) => BigInt(part.quantity)),
      );
      break;
  }
  return broken;
}
