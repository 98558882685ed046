import { REASONS, type SignableAct } from "../../../domain/operations/act.ts";
import {
  accountOf,
  amendingRoles,
  creatingRoles,
  isHolder,
  isMovable,
  isNonceFree,
  leftOf,
  lifterOf,
  type Model,
  type ModelBatch,
  NOBODY,
  ROLE,
  recallerOf,
  rolesNow,
  standingFor,
  ZERO,
} from "./state.ts";

/** What goes on while writing is stopped. */
const UNSTOPPABLE = new Set<string>([
  "recall",
  "lift",
  "orderRecall",
  "liftOrder",
  "recallMany",
  "setParty",
  "setAgent",
  "moveAccount",
  "acceptAccount",
  "describeAccount",
  "setNamespace",
  "voidNonce",
]);

const PRINTABLE = /^[\x21-\x7e]+$/;
const PART = /^[!-9;-}]{1,64}$/;
const ROOT = /^[!-9;-}]+$/;
const NAMESPACED = /^([!-9;-}]{1,32}):[!-9;-}]+$/;
const UNIT = /^[A-Z0-9]{2,3}$/;

/** What surrounds the rules of one act: the set that they are told to, and the batches. */
class Rules {
  readonly broken = new Set<string>();
  readonly model: Model;
  readonly actor: string;

  constructor(model: Model, actor: string) {
    this.model = model;
    this.actor = actor;
  }

  demand(holds: boolean, error: string): void {
    if (!holds) this.broken.add(error);
  }

  /** A batch that takes attestations: not withdrawn. */
  open(code: string): ModelBatch | undefined {
    const batch = this.model.batches.get(code);
    this.demand(batch !== undefined, "UnknownBatch");
    this.demand(!batch?.withdrawn, "BatchNotActive");
    return batch;
  }

  /** A batch that may be divided: neither withdrawn nor recalled. */
  active(code: string): ModelBatch | undefined {
    const batch = this.open(code);
    this.demand(!batch || batch.recalls.size === 0, "BatchNotActive");
    return batch;
  }

  held(batch: ModelBatch): void {
    this.demand(isHolder(this.model, batch.custodian, this.actor), "NotHolder");
  }

  digest(...digests: readonly string[]): void {
    this.demand(!digests.includes(ZERO), "InvalidDigest");
  }

  account(...addresses: readonly string[]): void {
    this.demand(!addresses.includes(this.model.contract) && !addresses.includes(NOBODY), "InvalidAccount");
  }

  free(codes: readonly string[]): void {
    this.demand(
      new Set(codes).size === codes.length && codes.every((code) => !this.model.batches.has(code)),
      "BatchExists",
    );
  }

  root(code: string, unit: string, holder: string): void {
    const namespace = NAMESPACED.exec(code)?.[1];
    this.demand(code.length <= 64 && (namespace !== undefined || ROOT.test(code)), "InvalidCode");
    this.demand(namespace === undefined || this.model.namespaces.get(namespace) === holder, "NamespaceTaken");
    this.demand(UNIT.test(unit), "InvalidUnit");
    this.demand(creatingRoles(this.model, holder) !== 0, "UnauthorizedActor");
  }

  take(batch: ModelBatch, amounts: readonly (number | bigint)[]): void {
    const total = amounts.reduce<bigint>((sum, amount) => sum + BigInt(amount), 0n);
    this.demand(total <= leftOf(batch) && amounts.every((amount) => BigInt(amount) > 0n), "InsufficientQuantity");
  }

  /** A kind that is attested on a batch. */
  attest(code: string, kindRoles: number): void {
    const batch = this.open(code);
    if (batch) this.demand(standingFor(this.model, batch, this.actor, kindRoles) !== undefined, "UnauthorizedActor");
  }
}

/**
 * Every rule that an act breaks, signatures aside, by the name of the contract's error: it may succeed if there is none,
 * and has to fail with one of them otherwise.
 */
export function brokenRules(model: Model, act: SignableAct, actor: string): Set<string> {
  const rules = new Rules(model, actor);
  const { broken } = rules;
  const kindOf = (kind: string) => model.kinds.get(kind) ?? 0;
  rules.demand(!model.paused || UNSTOPPABLE.has(act.verb), "EnforcedPause");
  if ("digest" in act && act.verb !== "describeAccount") rules.digest(act.digest);

  switch (act.verb) {
    case "create":
      rules.free([act.code]);
      rules.root(act.code, act.unit, act.holder ?? actor);
      rules.demand(isHolder(model, act.holder ?? actor, actor), "NotHolder");
      return broken;
    case "recallMany": {
      rules.demand(!act.order || (rolesNow(model, actor) & ROLE.regulator) !== 0, "NotRegulator");
      rules.demand(
        act.codes.some((code) => mayRecall(model, code, actor, act.order)),
        "NothingDone",
      );
      return broken;
    }
    case "takeMany": {
      rules.demand(
        act.batches.some((item) => isTakeable(model, item, actor, act.consent.actor)),
        "NothingDone",
      );
      rules.demand(act.consent.deadline > Date.now() / 1000, "SignatureExpired");
      rules.demand(isNonceFree(accountOf(model, act.consent.actor), act.consent.nonce), "InvalidNonce");
      return broken;
    }
    case "transform":
      transformRules(rules, act);
      return broken;
    case "setParty":
      rules.demand(isHolder(model, act.custodian, actor), "NotHolder");
      rules.account(act.account);
      return broken;
    case "setAgent":
      rules.account(act.account);
      return broken;
    case "moveAccount":
      rules.demand(act.to !== actor && act.to !== model.contract, "InvalidAccount");
      return broken;
    case "acceptAccount":
      rules.demand(model.moves.get(act.from) === actor, "InvalidAccount");
      return broken;
    case "describeAccount": {
      const confirms = rolesNow(model, actor) & (ROLE.registrar | ROLE.regulator);
      rules.demand(act.account === actor || confirms !== 0, "NotRegistrar");
      return broken;
    }
    case "setNamespace": {
      const owner = model.namespaces.get(act.name);
      const isFree = owner === undefined && (rolesNow(model, actor) & ROLE.registrar) !== 0;
      const isOwned = owner !== undefined && (owner === actor || (accountOf(model, actor).roles & ROLE.admin) !== 0);
      rules.demand(isFree || isOwned, "NamespaceTaken");
      rules.demand(act.name.length <= 32 && ROOT.test(act.name), "InvalidNamespace");
      rules.account(act.owner);
      return broken;
    }
    case "voidNonce":
      rules.demand(isNonceFree(accountOf(model, actor), act.nonce), "InvalidNonce");
      return broken;
    case "record":
    case "recordSeries":
      if (act.verb === "recordSeries") rules.digest(...act.digests);
      rules.demand(act.kind !== "creation" && act.kind !== "inspection", "ReservedKind");
      rules.attest(act.code, kindOf(act.kind));
      return broken;
    case "inspect":
      rules.attest(act.code, kindOf("inspection"));
      return broken;
    case "anchor":
      rules.demand(act.root !== ZERO && act.count > 0, "InvalidRoot");
      rules.attest(act.code, kindOf("telemetry"));
      return broken;
    case "amend": {
      const batch = rules.active(act.code);
      rules.demand(!batch || (act.amended >= 1 && act.amended <= batch.seq), "UnknownLine");
      rules.attest(act.code, amendingRoles(model, actor));
      return broken;
    }
    case "orderRecall":
    case "liftOrder": {
      const batch = model.batches.get(act.code);
      rules.demand(batch !== undefined, "UnknownBatch");
      rules.demand((rolesNow(model, actor) & ROLE.regulator) !== 0, "NotRegulator");
      if (!batch) return broken;
      if (act.verb === "orderRecall") rules.demand(!batch.recalls.has("order"), "AlreadyRecalled");
      else rules.demand(batch.recalls.has("order") || batch.recalls.has("maker"), "NotRecalled");
      return broken;
    }
    default: {
      const batch = rules.open(act.code);
      if (batch) batchRules(rules, act, batch);
      return broken;
    }
  }
}

type BatchAct = Extract<
  SignableAct,
  {
    verb:
      | "recall"
      | "lift"
      | "withdraw"
      | "consume"
      | "offerCustody"
      | "acceptCustody"
      | "refuseCustody"
      | "cancelOffer"
      | "setOpen"
      | "split";
  }
>;

function batchRules(rules: Rules, act: BatchAct, batch: ModelBatch): void {
  const { model, actor } = rules;
  switch (act.verb) {
    case "recall":
    case "lift": {
      const isRecall = act.verb === "recall";
      const recaller = (isRecall ? recallerOf : lifterOf)(model, batch, actor);
      rules.demand(recaller !== undefined, "NotHolder");
      if (!recaller) return;
      rules.demand(batch.recalls.has(recaller) !== isRecall, isRecall ? "AlreadyRecalled" : "NotRecalled");
      return;
    }
    case "acceptCustody":
      rules.demand(batch.offered === actor, "NotOffered");
      rules.demand(leftOf(batch) === BigInt(act.quantity), "OtherQuantity");
      rules.demand(isMovable(model, batch, actor), "BatchNotActive");
      return;
    case "refuseCustody":
      rules.demand(batch.offered === actor, "NotOffered");
      return;
  }
  rules.held(batch);
  switch (act.verb) {
    case "withdraw":
      rules.demand(!batch.recalls.has("maker") && !batch.recalls.has("order"), "BatchNotActive");
      return;
    case "consume":
      rules.demand(REASONS.indexOf(act.reason) >= 3 || batch.recalls.size === 0, "BatchNotActive");
      rules.take(batch, [act.quantity]);
      return;
    case "offerCustody": {
      const nobodys: readonly string[] = [NOBODY, model.contract, batch.custodian];
      rules.demand(!nobodys.includes(act.to), "InvalidCustodian");
      rules.demand(isMovable(model, batch, act.to), "BatchNotActive");
      return;
    }
    case "cancelOffer":
      rules.demand(batch.offered !== null, "NotOffered");
      return;
    case "split": {
      const codes = act.parts.map(({ name }) => `${act.code}~${name}`);
      rules.active(act.code);
      rules.demand(
        act.parts.every(({ name }) => PART.test(name)),
        "InvalidCode",
      );
      rules.demand(
        codes.every((code) => code.length <= 128 && PRINTABLE.test(code)),
        "InvalidCode",
      );
      rules.free(codes);
      rules.digest(...act.parts.map(({ digest }) => digest));
      rules.take(
        batch,
        act.parts.map(({ quantity }) => quantity),
      );
    }
  }
}

function transformRules(rules: Rules, act: Extract<SignableAct, { verb: "transform" }>): void {
  const { model } = rules;
  const holder = model.batches.get(act.inputs[0]?.code ?? "")?.custodian ?? NOBODY;
  for (const code of new Set(act.inputs.map((input) => input.code))) {
    const batch = rules.active(code);
    if (!batch) continue;
    rules.held(batch);
    rules.demand(batch.custodian === holder, "NotHolder");
    const amounts = act.inputs.filter((input) => input.code === code).map(({ quantity }) => quantity);
    rules.take(batch, amounts);
  }
  rules.free(act.outputs.map(({ code }) => code));
  rules.digest(...act.outputs.map(({ digest }) => digest));
  for (const { code, unit } of act.outputs) rules.root(code, unit, holder);
}

/** Whether one of several batches would be recalled, and not left out. */
export function mayRecall(model: Model, code: string, actor: string, order: boolean): boolean {
  const batch = model.batches.get(code);
  if (!batch) return false;
  if (order) return !batch.recalls.has("order");
  const recaller = batch.withdrawn ? undefined : recallerOf(model, batch, actor);
  return recaller !== undefined && !batch.recalls.has(recaller);
}

/** Whether one of several batches would change hands, and not be left out. */
export function isTakeable(
  model: Model,
  { code, quantity }: { readonly code: string; readonly quantity: number | bigint },
  actor: string,
  from: string,
): boolean {
  const batch = model.batches.get(code);
  if (!batch || !isMovable(model, batch, actor) || batch.custodian === actor) return false;
  return leftOf(batch) === BigInt(quantity) && isHolder(model, batch.custodian, from);
}
