/** What several views of this dialect share. */

import type { Account } from "../../../../domain/accounts/account.ts";
import { attachmentUrl } from "../../../../domain/files/attachments.ts";
import type { CalledAt } from "../../../../domain/profiles/names-at.ts";
import type { SaidErasure } from "../../../../domain/records/erasures.ts";
import type { JourneyEntry } from "../../../../domain/records/journey-entries.ts";
import type { ChainReference, Line } from "../../../../domain/records/line.ts";
import type { Attachment, Link } from "../../../../domain/records/record-document.ts";
import type { Hex } from "../../../../domain/shared/hex.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { checksumAddress } from "../../../http/eip55.ts";

/** Who acted, by address. */
export type Actors = ReadonlyMap<Hex, Account>;

/** Something's position on chain. */
export function chainView(chain: ChainReference) {
  return {
    batchId: chain.batchId,
    seq: chain.seq,
    transactionHash: chain.transactionHash,
    blockNumber: chain.blockNumber,
    actor: checksumAddress(chain.actor),
    digest: chain.digest,
    status: chain.status,
  };
}

/** Where an attachment can be viewed: here, or wherever its link leads. */
export function addressOf(publicUrl: string, attachment: Attachment | Link): string {
  return "sha256" in attachment ? attachmentUrl(publicUrl, attachment.sha256) : attachment.url;
}

/** How whoever wrote an entry was called then; its address where nobody gave it a name. */
export function actorName({ line }: JourneyEntry, calledAt: CalledAt): string {
  return calledAt(line.chain.actor, line.line).name ?? checksumAddress(line.chain.actor);
}

/** That an entry's content is not shown, and whether anybody could read it. */
export function withheldView({ withheld, unreadable, erased }: JourneyEntry) {
  return {
    ...(withheld ? { withheld: true } : {}),
    ...(unreadable ? { unreadable: true } : {}),
    ...(erased ? { erased: erasedView(erased) } : {}),
  };
}

/** On whose word and why a text is gone, and what remains of it. */
function erasedView({ erasure, by }: SaidErasure) {
  return {
    reason: erasure.reason,
    basis: erasure.basis ?? null,
    by: checksumAddress(by.chain.actor),
    erasedAt: isoTime(by.timestamp),
    ...(erasure.remains ? { remains: erasure.remains } : {}),
    chain: chainView(by.chain),
  };
}

/**
 * The texts that stood before an entry's last amendment, the first one first; none where it was never amended, or where
 * its writer withheld by it what had been said.
 */
export function historyView({ earlier, amendment, withheld }: JourneyEntry) {
  const isWithdrawn = withheld && (amendment?.visibility === "restricted" || amendment?.visibility === "erased");
  if (earlier.length === 0 || isWithdrawn) return {};
  const history = earlier.map((line) => {
    const { document, timestamp, chain } = line;
    const step = document && "step" in document ? document.step : undefined;
    const batch = document && "batch" in document ? document.batch : undefined;
    return {
      title: step?.title ?? batch?.name ?? "",
      description: step?.description ?? batch?.description ?? "",
      location: step?.location ?? batch?.producer.location ?? "",
      details: step?.details ?? batch?.attributes ?? {},
      recordedAt: isoTime(timestamp),
      ...reasonView(line),
      ...(step || batch ? {} : { withheld: true as const }),
      chain: chainView(chain),
    };
  });
  return { history };
}

/** Why a line amends another, where it says so. */
export function reasonView({ document }: Pick<Line, "document">) {
  return document?.record === "amendment" && document.reason ? { amendmentReason: document.reason } : {};
}

/** A text among a step's details; undefined if there is none. */
export function detail(entry: JourneyEntry, ...names: readonly string[]): string | undefined {
  const details = entry.step?.details ?? {};
  for (const name of names) {
    const value = Object.hasOwn(details, name) ? details[name] : undefined;
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number") return String(value);
  }
  return undefined;
}
