/** What a wallet signs, in words: which act it is, and what of it a person can check. */
import type { TypedData } from "../http/act.ts";

const en = {
  acts: {
    Create: "Create a batch",
    Record: "Record an event",
    RecordSeries: "Record several events",
    Inspect: "Record an inspection",
    Amend: "Amend what was recorded",
    Anchor: "Record readings of sensors",
    Recall: "Recall a batch",
    Lift: "Lift a recall",
    OrderRecall: "Order a recall",
    LiftOrder: "Lift an ordered recall",
    RecallMany: "Recall batches",
    Withdraw: "Withdraw a batch",
    Consume: "Say what is gone of a batch",
    OfferCustody: "Offer a batch",
    AcceptCustody: "Accept a batch",
    RefuseCustody: "Refuse a batch",
    CancelOffer: "Take an offer back",
    HandOver: "Hand batches over",
    TakeMany: "Accept batches",
    SetOpen: "Change who may write on a batch",
    Split: "Split a batch",
    Transform: "Make batches of others",
  } as Readonly<Record<string, string>>,
  fields: {
    code: "Batch",
    kind: "Kind",
    verdict: "Verdict",
    reason: "Reason",
    quantity: "Quantity",
    unit: "Unit",
    to: "To",
    from: "From",
    parts: "Parts",
    batches: "Batches",
    inputs: "What goes in",
    outputs: "What comes out",
  } as Readonly<Record<string, string>>,
};

const zh: typeof en = {
  acts: {
    Create: "新建批次",
    Record: "登记环节",
    RecordSeries: "登记多个环节",
    Inspect: "登记检验",
    Amend: "修订记录",
    Anchor: "登记温湿度监测",
    Recall: "召回批次",
    Lift: "解除召回",
    OrderRecall: "责令召回",
    LiftOrder: "解除责令召回",
    RecallMany: "召回多个批次",
    Withdraw: "作废批次",
    Consume: "登记消耗",
    OfferCustody: "发起交接",
    AcceptCustody: "接收批次",
    RefuseCustody: "拒绝交接",
    CancelOffer: "取消交接",
    HandOver: "交接多个批次",
    TakeMany: "接收多个批次",
    SetOpen: "变更可写入方",
    Split: "拆分批次",
    Transform: "投料加工",
  },
  fields: {
    code: "批次",
    kind: "环节",
    verdict: "结论",
    reason: "原因",
    quantity: "数量",
    unit: "单位",
    to: "交接给",
    from: "交接自",
    parts: "分出批次",
    batches: "批次",
    inputs: "投入批次",
    outputs: "产出批次",
  },
};

/** In both languages. */
export const SIGNED_TEXTS = { en, zh };

/** What the typed data says in words and figures; digests, nonce and the like stand below it in full. */
export function signedFields({ message }: TypedData): readonly (readonly [name: string, value: string])[] {
  return Object.keys(en.fields).flatMap((name) => {
    const value = textOf(name, message[name]);
    return value === "" ? [] : [[name, value] as const];
  });
}

/** A quantity is thousandths; of several items each is told by its code or name and its quantity. */
function textOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map(itemOf).join("; ");
  if (value === undefined || value === null) return "";
  return name === "quantity" ? String(Number(value) / 1000) : String(value);
}

function itemOf(item: unknown): string {
  if (typeof item !== "object" || item === null) return String(item);
  const { code, name, quantity, unit } = item as Readonly<Record<string, unknown>>;
  return [code ?? name, textOf("quantity", quantity), unit].filter(Boolean).join(" ");
}
