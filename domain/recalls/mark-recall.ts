import type { Account } from "../accounts/account.ts";
import { selvesOf } from "../accounts/selves-of.ts";
import type { Act, Operation } from "../operations/outbox.ts";
import { stepDocument } from "../operations/step-document.ts";
import { type KeyedRequest, type SubmitServices, settled, submitAct } from "../operations/submit-act.ts";
import type { RecordDocument } from "../records/record-document.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import type { Recall, RecallItem } from "./ports.ts";

/** So many batches are marked by one act: as many as a block takes. */
const MARKED_BY_AN_ACT = 64;

/** What marking takes. */
export type MarkServices = SubmitServices & Pick<Services, "keys" | "recalls">;

/** What was accepted, and what kept the rest from it, if anything did: a recall that is kept goes on. */
export interface Brought {
  readonly operations: readonly Operation[];
  readonly failure: unknown;
}

/**
 * Have the batches of a recall brought to be marked on chain, one act for many. Can be called again at any time: what was
 * accepted before is not accepted again, but given. Only the last act is waited for, which comes after the others.
 */
export async function markRecall(
  services: MarkServices,
  context: Context,
  account: Account,
  recall: Recall,
  items: readonly RecallItem[],
): Promise<Brought> {
  const operations: Operation[] = [];
  try {
    for (const group of recall.isDrill ? [] : groupsOf(items)) {
      const self = selvesOf(services, account).find(({ address }) => address === group[0].actor);
      // An address that is this account's no more marks nothing: those batches are revised.
      if (!self) continue;
      // It may have been lifted since it was read.
      if ((await services.recalls.byNumber(recall.number))?.liftedAt) break;
      operations.push(await bringGroup(services, context, account, self, recall, group));
    }
    const last = operations.at(-1);
    if (last) operations[operations.length - 1] = await settled(services, context, last);
    return { operations, failure: undefined };
  } catch (failure) {
    return { operations, failure };
  }
}

async function bringGroup(
  services: MarkServices,
  context: Context,
  account: Account,
  self: Account,
  recall: Recall,
  group: Group,
): Promise<Operation> {
  const [{ attempt, code, operationId, marking }] = group;
  const known = operationId === null ? undefined : await services.outbox.byId(operationId);
  // Batches that were brought with others may be marked in another way since: the act has its key by its own first one.
  const key = await keyOf(services, account, recall, attempt, (known && codesOf(known.act)[0]) ?? code);
  const asked = { ...context, respondAsync: true };
  const operation = await submitAct(services, asked, self, key, async () =>
    markingOf(services, self, recall, marking, group),
  );
  // What was accepted before under this key may be about other batches than these: its own act tells.
  await services.recalls.accepted(recall.number, codesOf(operation.act), operation.id);
  return operation;
}

type Group = readonly [RecallItem, ...RecallItem[]];

/**
 * What was brought together stays together; all else by who marks it as what, so many at a time. What is recalled so already
 * needs no other line.
 */
function groupsOf(items: readonly RecallItem[]): readonly Group[] {
  const marked = items.filter(
    ({ actor, operationId, isMarked }) => actor !== null && (operationId !== null || !isMarked),
  );
  const together = Map.groupBy(
    marked,
    ({ operationId, attempt, marking, actor }) => operationId ?? `${attempt}/${marking}/${actor}`,
  );
  return [...together.values()].flatMap((group) =>
    Array.from(
      { length: Math.ceil(group.length / MARKED_BY_AN_ACT) },
      (_, index) => group.slice(index * MARKED_BY_AN_ACT, (index + 1) * MARKED_BY_AN_ACT) as unknown as Group,
    ),
  );
}

/** A key that no client can send: theirs are ASCII. */
async function keyOf(
  { hashOf, outbox }: Pick<Services, "hashOf" | "outbox">,
  account: Account,
  { id }: Recall,
  attempt: number,
  code: string,
): Promise<KeyedRequest> {
  const own = { key: `${id}·${attempt}·${code}`, requestHash: hashOf({ verb: "recall", recall: id, attempt, code }) };
  return { ...own, earlier: await outbox.find(account.id, own) };
}

function markingOf(
  services: Pick<Services, "now" | "settings">,
  actor: Account,
  recall: Recall,
  marking: RecallItem["marking"],
  items: Group,
) {
  const { reason, class: grade, instruction, contact, id } = recall;
  const codes = items.map((item) => item.code);
  const { code } = items[0];
  const details = { recall: id, class: grade, instruction, contact };
  const document = stepDocument(services, actor, code, "recall", { description: reason, details });
  const isOrder = marking === "order";
  return {
    restricted: false,
    document: codes.length > 1 ? ({ ...document, codes } as RecordDocument) : document,
    act: (digest: Hex) =>
      codes.length > 1
        ? ({ verb: "recallMany", codes, order: isOrder, digest } as const)
        : ({ verb: isOrder ? "orderRecall" : "recall", code, digest } as const),
  };
}

const codesOf = (act: Act): readonly string[] =>
  "codes" in act ? act.codes : "code" in act && act.code ? [act.code] : [];
