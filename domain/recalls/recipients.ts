import { isAbout, parseDocument, shownDocument } from "../records/record-document.ts";
import { mayRead, readerOf } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import type { NewRecallItem, RecordedTransfer } from "./ports.ts";

/** So many records are read for whom batches went to: the latest. */
const MOST_RECORDS = 1_000;
/** So many batches of each are named. */
const NAMED = 20;

/** Somebody to whom records of batches say that goods went, beside whoever holds them now. */
export interface Recipient {
  /** What it was called; null where only its address is known. */
  readonly name: string | null;
  /** Its address on chain; null for a firm without an account, which only a mail reaches. */
  readonly account: Hex | null;
  readonly gln: string | null;
  /** How many of the batches it had some of, and the first of those by their codes. */
  readonly batches: number;
  readonly batchCodes: readonly string[];
  /** When the latest of it was, as its record says. */
  readonly lastAt: Date;
}

/** Those that are known, and whether there may be more. */
export interface Recipients {
  readonly items: readonly Recipient[];
  readonly isTruncated: boolean;
}

/**
 * To whom goods of these batches went by records of sales, transports and other steps, as far as the caller may read those:
 * buyers and consignees that hold nothing of it, or have no account. The words are those of whoever wrote the records.
 */
export async function recipientsOf(
  services: Pick<Services, "accounts" | "mirror" | "recallFacts">,
  context: Context,
  items: readonly NewRecallItem[],
): Promise<Recipients> {
  const reader = await readerOf(services, context);
  const ids = items.map(({ batchId }) => batchId);
  const records = await services.recallFacts.transfersOf(ids, MOST_RECORDS + 1);
  const told = records
    .slice(0, MOST_RECORDS)
    .filter((record) => record.visibility === "public" || mayRead(reader, record))
    .flatMap(transferIn);
  const byWhom = Map.groupBy(told, ({ account, gln, name }) => account ?? gln ?? name ?? "");
  const known = [...byWhom.values()].map((all): Recipient => {
    const codes = [...new Set(all.map(({ code }) => code))].toSorted();
    const [latest] = all as [(typeof all)[number]];
    return {
      name: latest.name,
      account: latest.account,
      gln: latest.gln,
      batches: codes.length,
      batchCodes: codes.slice(0, NAMED),
      lastAt: new Date(Math.max(...all.map(({ at }) => at.getTime()))),
    };
  });
  return { items: known, isTruncated: records.length > MOST_RECORDS };
}

/** To whom a record says that goods of its batch went: nobody where that holds them now, or it is about something else. */
function transferIn({ text, code, custodian }: RecordedTransfer) {
  const parsed = parseDocument(text);
  if (!parsed || !isAbout(parsed, code)) return [];
  const document = shownDocument(parsed);
  const to = "step" in document ? document.step?.to : undefined;
  const { name = null, account = null, gln = null } = to ?? {};
  if ((name ?? account ?? gln) === null || account === custodian) return [];
  return [{ name, account, gln, code, at: new Date(document.eventTime) }];
}
