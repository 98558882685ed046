import type { Account } from "../accounts/account.ts";
import { selvesOf } from "../accounts/selves-of.ts";
import type { Operation } from "../operations/outbox.ts";
import { stepDocument } from "../operations/step-document.ts";
import { type KeyedRequest, type SubmitServices, submitAct } from "../operations/submit-act.ts";
import type { RecordDocument } from "../records/record-document.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import type { Recall, RecallItem } from "./ports.ts";

/** So many batches are marked by one act: as many as a block takes. */
const MARKED_BY_AN_ACT = 64;

/** What marking takes. */
export type MarkServices = SubmitServices & Pick<Services, "keys" | "recalls">;

/**
 * Have the batches of a recall marked on chain that are not yet, one act for many. Can be called again at any time: what
 * was accepted before is not accepted again. Only the last act is waited for, which comes after the others.
 */
export async function markRecall(
  services: MarkServices,
  context: Context,
  account: Account,
  recall: Recall,
): Promise<readonly Operation[]> {
  const operations: Operation[] = [];
  const groups = recall.isDrill || recall.liftedAt ? [] : groupsOf(recall);
  for (const [index, { actor, marking, items }] of groups.entries()) {
    const self = selvesOf(services, account).find(({ address }) => address === actor);
    // An address that is this account's no more marks nothing: its holder was told.
    if (!self) continue;
    const asked = { ...context, respondAsync: context.respondAsync || index < groups.length - 1 };
    const key = await keyOf(services, account, recall, index);
    const operation = await submitAct(services, asked, self, key, async () =>
      markingOf(services, self, recall, marking, items),
    );
    await services.recalls.accepted(
      recall.number,
      items.map(({ code }) => code),
      operation.id,
    );
    operations.push(operation);
  }
  return operations;
}

interface Group {
  readonly actor: Hex;
  readonly marking: RecallItem["marking"];
  readonly items: readonly RecallItem[];
}

/** The same each time: the items of a recall never change. */
function groupsOf(recall: Recall): readonly Group[] {
  const marked = recall.items.filter(({ actor }) => actor !== null);
  const groups = Map.groupBy(marked, ({ actor, marking }) => `${marking}/${actor}`);
  return [...groups.values()].flatMap((items) => {
    const { actor, marking } = items[0] as RecallItem;
    const chunks = Array.from({ length: Math.ceil(items.length / MARKED_BY_AN_ACT) }, (_, index) =>
      items.slice(index * MARKED_BY_AN_ACT, (index + 1) * MARKED_BY_AN_ACT),
    );
    return chunks.map((chunk) => ({ actor: actor as Hex, marking, items: chunk }));
  });
}

/** A key that no client can send: theirs are ASCII. */
async function keyOf(
  { hashOf, outbox }: Pick<Services, "hashOf" | "outbox">,
  { id }: Account,
  recall: Recall,
  index: number,
): Promise<KeyedRequest> {
  const own = { key: `${recall.id}·${index}`, requestHash: hashOf({ verb: "recall", recall: recall.id, index }) };
  return { ...own, earlier: await outbox.find(id, own) };
}

function markingOf(
  services: Pick<Services, "now" | "settings">,
  actor: Account,
  recall: Recall,
  marking: RecallItem["marking"],
  items: readonly RecallItem[],
) {
  const { reason, class: grade, instruction, contact, id } = recall;
  const codes = items.map(({ code }) => code);
  const [code] = codes as [string];
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
