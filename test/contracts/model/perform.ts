import { encodeBytes32String, hexlify, id, sha256, toUtf8Bytes } from "ethers";
import { REASONS, type SignableAct } from "../../../domain/operations/act.ts";
import { batchOrEvery } from "../../../proof/administration.ts";
import type { EventArguments } from "../../../proof/codec.ts";
import { isTakeable, mayRecall } from "./rules.ts";
import {
  accountOf,
  amendingRoles,
  CAPACITY,
  creatingRoles,
  type ExpectedLine,
  leftOf,
  lifterOf,
  type Model,
  type ModelBatch,
  type Outcome,
  type Recaller,
  ROLE,
  recallerOf,
  rolesNow,
  spendNonce,
  standingFor,
} from "./state.ts";

const CAPACITY_OF: Readonly<Record<Recaller, number>> = {
  holder: CAPACITY.holder,
  maker: CAPACITY.maker,
  order: CAPACITY.authority,
};

const unitOf = (unit: string) => hexlify(toUtf8Bytes(unit.padEnd(3, "\0")));

/** One act as it changes the model, and the lines that it writes. */
class Performance {
  readonly lines: ExpectedLine[] = [];
  readonly leftOut: string[] = [];
  readonly model: Model;
  readonly actor: string;

  constructor(model: Model, actor: string) {
    this.model = model;
    this.actor = actor;
  }

  batch(code: string): ModelBatch {
    return this.model.batches.get(code) as ModelBatch;
  }

  /** A line of a batch; in the capacity of its holder unless it is told otherwise. */
  write(event: string, batch: ModelBatch, digest: string, own: EventArguments = {}): void {
    const line = ++this.model.lines;
    const common = { id: id(batch.code), actor: this.actor, digest, line, seq: ++batch.seq };
    this.lines.push({ event, args: { ...common, capacity: CAPACITY.holder, roles: 0, ...own } });
  }

  /** A line of administration. */
  administer(event: string, own: EventArguments): void {
    this.lines.push({ event, args: { actor: this.actor, line: ++this.model.lines, ...own } });
  }

  add(
    code: string,
    unit: string,
    quantity: bigint,
    of: { readonly custodian: string; readonly maker: number; readonly open: boolean },
  ): ModelBatch {
    const { custodian, maker, open } = of;
    const fresh = { taken: 0n, offered: null, withdrawn: false, verdict: null, rank: 0, seq: 0 };
    const batch = { code, unit, began: quantity, custodian, maker, open, recalls: new Set<Recaller>(), ...fresh };
    this.model.batches.set(code, batch);
    return batch;
  }

  attest(event: string, batch: ModelBatch, digest: string, kindRoles: number, own: EventArguments): void {
    this.write(event, batch, digest, { ...standingFor(this.model, batch, this.actor, kindRoles), ...own });
  }

  recall(event: "Recalled" | "Lifted", batch: ModelBatch, digest: string, by: Recaller, of: Recaller = by): void {
    if (event === "Recalled") batch.recalls.add(of);
    else batch.recalls.delete(of);
    batch.offered = null;
    const roles = by === "order" ? ROLE.regulator : 0;
    const recaller = event === "Lifted" ? { recaller: CAPACITY_OF[of] } : {};
    this.write(event, batch, digest, { capacity: CAPACITY_OF[by], roles, ...recaller });
  }

  handOver(batch: ModelBatch, digest: string): void {
    const from = batch.custodian;
    Object.assign(batch, { custodian: this.actor, offered: null });
    this.write("CustodyAccepted", batch, digest, { from, quantity: String(leftOf(batch)) });
  }
}

/** Do an act that breaks no rule: changes the model, and gives what it should leave. */
export function perform(model: Model, act: SignableAct, actor: string): Outcome {
  const doing = new Performance(model, actor);
  if (!ofAccounts(doing, act)) ofBatches(doing, act);
  return doing;
}

/** Acts about accounts; false for any other. */
function ofAccounts(doing: Performance, act: SignableAct): boolean {
  const { model, actor } = doing;
  const set = (list: Set<string>, key: string, value: boolean) => (value ? list.add(key) : list.delete(key));
  switch (act.verb) {
    case "setParty": {
      const key = `${act.custodian} ${act.account}`;
      set(model.parties, act.code === undefined ? key : `${act.code} ${key}`, act.admitted);
      const { custodian, account, admitted } = act;
      doing.administer("PartySet", { id: batchOrEvery(act.code), account, custodian, admitted });
      return true;
    }
    case "setAgent":
      set(model.agents, `${actor} ${act.account}`, act.added);
      doing.administer("AgentSet", { custodian: actor, account: act.account, added: act.added });
      return true;
    case "moveAccount":
      model.moves.set(actor, act.to);
      doing.administer("AccountMoved", { from: actor, to: act.to, accepted: false });
      return true;
    case "acceptAccount": {
      const [old, own] = [accountOf(model, act.from), accountOf(model, actor)];
      model.moves.delete(act.from);
      model.heirs.add(`${act.from} ${actor}`);
      if (own.index === 0) own.index = old.index;
      else if (old.index !== 0) model.successors.set(old.index, own.index);
      old.index = 0;
      doing.administer("AccountMoved", { from: act.from, to: actor, accepted: true });
      return true;
    }
    case "describeAccount": {
      const confirms = rolesNow(model, actor) & (ROLE.registrar | ROLE.regulator);
      const roles = act.account === actor ? 0 : confirms;
      doing.administer("AccountDescribed", { account: act.account, digest: act.digest, roles });
      return true;
    }
    case "setNamespace":
      model.namespaces.set(act.name, act.owner);
      doing.administer("NamespaceSet", { owner: act.owner, namespace: act.name });
      return true;
    case "voidNonce":
      // Brought, it is the signature's own nonce, which is spent either way.
      spendNonce(accountOf(model, actor), act.nonce);
      doing.administer("NonceVoided", { nonce: act.nonce });
      return true;
    default:
      return false;
  }
}

function ofBatches(doing: Performance, act: SignableAct): void {
  const { model, actor } = doing;
  const kindOf = (kind: string) => model.kinds.get(kind) ?? 0;
  switch (act.verb) {
    case "create": {
      const holder = act.holder ?? actor;
      const quantity = BigInt(act.quantity);
      const maker = accountOf(model, holder).index;
      const batch = doing.add(act.code, act.unit, quantity, { custodian: holder, maker, open: act.open });
      const own = { unit: unitOf(act.unit), quantity: String(quantity), holder, open: act.open, code: act.code };
      doing.write("Created", batch, act.digest, { roles: creatingRoles(model, holder), ...own });
      return;
    }
    case "record": {
      const batch = doing.batch(act.code);
      doing.attest("Recorded", batch, act.digest, kindOf(act.kind), { kind: encodeBytes32String(act.kind) });
      return;
    }
    case "recordSeries": {
      const digests = [...act.digests];
      const digest = sha256(`0x${digests.map((each) => each.slice(2)).join("")}`);
      const own = { kind: encodeBytes32String(act.kind), digests };
      doing.attest("SeriesRecorded", doing.batch(act.code), digest, kindOf(act.kind), own);
      return;
    }
    case "inspect": {
      const batch = doing.batch(act.code);
      const verdict = act.verdict === "pass" ? 1 : 2;
      doing.attest("Inspected", batch, act.digest, kindOf("inspection"), { verdict });
      const rank = rolesNow(model, actor) & ROLE.regulator ? 2 : 1;
      if (rank >= batch.rank) Object.assign(batch, { verdict: act.verdict, rank });
      return;
    }
    case "amend": {
      const own = { amended: act.amended, index: act.index ?? 0 };
      doing.attest("Amended", doing.batch(act.code), act.digest, amendingRoles(model, actor), own);
      return;
    }
    case "anchor": {
      const own = { root: act.root, count: act.count };
      doing.attest("Anchored", doing.batch(act.code), act.digest, kindOf("telemetry"), own);
      return;
    }
    case "recall":
    case "lift": {
      const batch = doing.batch(act.code);
      const isRecall = act.verb === "recall";
      const recaller = (isRecall ? recallerOf : lifterOf)(model, batch, actor) as Recaller;
      doing.recall(isRecall ? "Recalled" : "Lifted", batch, act.digest, recaller);
      return;
    }
    case "orderRecall":
      doing.recall("Recalled", doing.batch(act.code), act.digest, "order");
      return;
    case "liftOrder": {
      const batch = doing.batch(act.code);
      doing.recall("Lifted", batch, act.digest, "order", batch.recalls.has("order") ? "order" : "maker");
      return;
    }
    case "recallMany":
      for (const code of act.codes) {
        const batch = doing.batch(code);
        if (!mayRecall(model, code, actor, act.order)) doing.leftOut.push(id(code));
        else
          doing.recall(
            "Recalled",
            batch,
            act.digest,
            act.order ? "order" : (recallerOf(model, batch, actor) as Recaller),
          );
      }
      return;
    case "takeMany":
      for (const item of act.batches) {
        if (isTakeable(model, item, actor, act.consent.actor)) doing.handOver(doing.batch(item.code), act.digest);
        else doing.leftOut.push(id(item.code));
      }
      spendNonce(accountOf(model, act.consent.actor), act.consent.nonce);
      return;
    case "transform":
      transform(doing, act);
      return;
    case "split":
      split(doing, act);
      return;
    default:
      ofHolders(doing, act);
  }
}

type HolderAct = Extract<
  SignableAct,
  {
    verb: "withdraw" | "consume" | "setOpen" | "offerCustody" | "acceptCustody" | "refuseCustody" | "cancelOffer";
  }
>;

function ofHolders(doing: Performance, act: SignableAct): void {
  const each = act as HolderAct;
  const batch = doing.batch(each.code);
  switch (each.verb) {
    case "withdraw":
      Object.assign(batch, { withdrawn: true, offered: null });
      doing.write("Withdrawn", batch, each.digest);
      return;
    case "consume": {
      batch.taken += BigInt(each.quantity);
      batch.offered = null;
      const own = {
        used: String(each.quantity),
        quantity: String(leftOf(batch)),
        reason: REASONS.indexOf(each.reason),
      };
      doing.write("Consumed", batch, each.digest, own);
      return;
    }
    case "setOpen":
      batch.open = each.open;
      doing.write("OpenSet", batch, each.digest, { open: each.open });
      return;
    case "offerCustody":
      batch.offered = each.to;
      doing.write("CustodyOffered", batch, each.digest, { to: each.to });
      return;
    case "acceptCustody":
      doing.handOver(batch, each.digest);
      return;
    case "refuseCustody":
      batch.offered = null;
      doing.write("CustodyRefused", batch, each.digest, { capacity: CAPACITY.recipient, custodian: batch.custodian });
      return;
    case "cancelOffer": {
      const to = batch.offered as string;
      batch.offered = null;
      doing.write("OfferCancelled", batch, each.digest, { to });
    }
  }
}

function split(doing: Performance, act: Extract<SignableAct, { verb: "split" }>): void {
  const parent = doing.batch(act.code);
  const codes = act.parts.map(({ name }) => `${act.code}~${name}`);
  for (const [index, { quantity, digest }] of act.parts.entries()) {
    const code = codes[index] as string;
    parent.taken += BigInt(quantity);
    const part = doing.add(code, parent.unit, BigInt(quantity), parent);
    const { custodian: holder, open } = parent;
    doing.write("SplitOff", part, digest, { parent: id(act.code), quantity: String(quantity), holder, open, code });
  }
  parent.offered = null;
  doing.write("Split", parent, act.digest, { quantity: String(leftOf(parent)), parts: codes.map(id) });
}

function transform(doing: Performance, act: Extract<SignableAct, { verb: "transform" }>): void {
  const { model } = doing;
  const inputs = act.inputs.map(({ code }) => id(code));
  const outputs = act.outputs.map(({ code }) => id(code));
  const holder = doing.batch(act.inputs[0]?.code ?? "").custodian;
  for (const { code, unit, quantity, digest } of act.outputs) {
    const of = { custodian: holder, maker: accountOf(model, holder).index, open: act.open };
    const batch = doing.add(code, unit, BigInt(quantity), of);
    const own = { unit: unitOf(unit), quantity: String(quantity), holder, open: act.open, code, inputs };
    doing.write("Produced", batch, digest, { roles: creatingRoles(model, holder), ...own });
  }
  for (const { code, quantity } of act.inputs) {
    const batch = doing.batch(code);
    batch.taken += BigInt(quantity);
    batch.offered = null;
    doing.write("Transformed", batch, act.digest, { used: String(quantity), quantity: String(leftOf(batch)), outputs });
  }
}
