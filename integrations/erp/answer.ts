/** Interprets the ERP's answers, by a mapping. */
import type { ErpDocument } from "../../domain/orders/erp.ts";
import type { OutgoingAnswer } from "../outgoing/ask.ts";
import { batchCodesIn } from "./batch-codes.ts";
import { textAt, valueAt } from "./json.ts";
import type { ErpMapping } from "./mapping.ts";

type Condition = NonNullable<ErpMapping["success"]>;

/** Statuses that concern only the requested item, and not the ERP as a whole. */
const ABOUT_THE_QUESTION = [400, 413, 414, 422, 431];

/** The ERP refuses the request: a proper answer, which a retry would not change. */
export class ErpRefusal extends Error {
  override readonly name = "ErpRefusal";
}

/** The JSON of an answer; undefined for "not found". Throws for anything else. */
export function answeredValue(
  { status, text }: OutgoingAnswer,
  { success, notFound }: Pick<ErpMapping, "success" | "notFound">,
): unknown {
  if (ABOUT_THE_QUESTION.includes(status)) throw new ErpRefusal(`the ERP answered with status ${status}`);
  if (status !== 200 && status !== 404) throw new Error(`the ERP answered with status ${status}`);
  const value = parsed(text);
  if (notFound && meets(value, notFound)) return undefined;
  if (status !== 200) throw new Error(`the ERP answered with status ${status}`);
  if (success && !meets(value, success)) throw new Error("the ERP answered that it did not succeed");
  return value;
}

/**
 * The document in an answer, verbatim; undefined for none, and for one that names another customer. Throws if it is not
 * a document.
 */
export function documentIn(answer: OutgoingAnswer, mapping: ErpMapping, customerId: string): ErpDocument | undefined {
  if (answer.status === 404) return undefined;
  if (answeredValue(answer, mapping) === undefined) return undefined;
  const { value: place, customerId: owner, batchCodes } = mapping.documents;
  const text = place === null ? answer.text : textAt(answer.text, place);
  const document = text === undefined ? undefined : parsed(text);
  if (document === null && place !== null) return undefined;
  if (typeof document !== "object" || document === null) throw new Error("the ERP answered with no object");
  if (owner !== null && namesAnother(document, owner, customerId)) return undefined;
  return { text: text as string, batchCodes: batchCodes === null ? [] : batchCodesIn(document, batchCodes) };
}

/** Whether a document, or any part of it, names another customer. */
function namesAnother(document: object, owner: string, customerId: string): boolean {
  // An explicit stack instead of recursion: the depth of a document is unbounded.
  const ahead: unknown[] = [document];
  while (ahead.length > 0) {
    const part = ahead.pop();
    if (typeof part !== "object" || part === null) continue;
    const named = valueAt(part, owner);
    const isNobodys = named === undefined || (named === null && part !== document);
    // A number with more digits than a double can hold is ambiguous.
    const isExact = typeof named === "string" || Number.isSafeInteger(named);
    if (!isNobodys && !(isExact && String(named) === customerId)) return true;
    for (const inner of Object.values(part)) ahead.push(inner);
  }
  return false;
}

function meets(value: unknown, { field, equals }: Condition): boolean {
  return (equals as unknown[]).includes(valueAt(value, field));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message would quote the text.
    throw new Error("the ERP answered with what is no JSON");
  }
}
