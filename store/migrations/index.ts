import type { Migration } from "kysely/migration";
import { projections } from "./0001-projections.ts";
import { accountsAndOutbox } from "./0002-accounts-and-outbox.ts";
import { requestsAndFiles } from "./0003-requests-and-files.ts";
import { custodyOffers } from "./0004-custody-offers.ts";
import { signatures } from "./0005-signatures.ts";
import { sessionsAndMessages } from "./0006-sessions-and-messages.ts";
import { roleUids } from "./0007-role-uids.ts";
import { orders } from "./0008-orders.ts";
import { wallets } from "./0009-wallets.ts";
import { uploads } from "./0010-uploads.ts";
import { pins } from "./0011-pins.ts";
import { certificates } from "./0012-certificates.ts";
import { scans } from "./0013-scans.ts";
import { gtins } from "./0014-gtins.ts";
import { outgoingCalls } from "./0015-outgoing-calls.ts";
import { alerts } from "./0016-alerts.ts";
import { messagesByTime } from "./0017-messages-by-time.ts";
import { operationsByLine } from "./0018-operations-by-line.ts";
import { lateRecords } from "./0019-late-records.ts";
import { writeProbe } from "./0020-write-probe.ts";
import { identity } from "./0021-identity.ts";
import { storedFiles } from "./0022-stored-files.ts";
import { everyActALine } from "./0023-every-act-a-line.ts";
import { profiles } from "./0024-profiles.ts";
import { actingByWallets } from "./0025-acting-by-wallets.ts";
import { roleApplications } from "./0026-role-applications.ts";
import { parties } from "./0027-parties.ts";
import { lookAlikes } from "./0028-look-alikes.ts";
import { names } from "./0029-names.ts";
import { searchableTexts } from "./0030-searchable.ts";
import { claimsAndArrivals } from "./0031-claims-and-arrivals.ts";
import { lots } from "./0036-lots.ts";
import { locations } from "./0038-locations.ts";
import { wordsOfTrade } from "./0039-words-of-trade.ts";
import { commitments } from "./0040-commitments.ts";
import { operationSubjects } from "./0041-operation-subjects.ts";
import { offers } from "./0042-offers.ts";
import { lineage } from "./0043-lineage.ts";
import { recalls } from "./0044-recalls.ts";
import { handOvers } from "./0045-hand-overs.ts";
import { custodyNotices } from "./0046-custody-notices.ts";
import { readingLimits } from "./0047-reading-limits.ts";
import { recallsPursued } from "./0048-recalls-pursued.ts";
import { recallOutsiders } from "./0049-recall-outsiders.ts";
import { dependableRegions } from "./0050-dependable-regions.ts";
import { amounts } from "./0051-amounts.ts";
import { erasures } from "./0052-erasures.ts";
import { integrity } from "./0053-integrity.ts";
import { farmsSearched } from "./0054-farms-searched.ts";
import { recallsMended } from "./0056-recalls-mended.ts";
import { erasureRequests } from "./0057-erasure-requests.ts";
import { holds } from "./0058-holds.ts";
import { handOversMended } from "./0060-hand-overs-mended.ts";
import { recallItemsByCode } from "./0061-recall-items-by-code.ts";
import { batchesOfOnesOwn } from "./0064-batches-of-ones-own.ts";

/** Every migration, in order. A migration that was released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-projections": projections,
  "0002-accounts-and-outbox": accountsAndOutbox,
  "0003-requests-and-files": requestsAndFiles,
  "0004-custody-offers": custodyOffers,
  "0005-signatures": signatures,
  "0006-sessions-and-messages": sessionsAndMessages,
  "0007-role-uids": roleUids,
  "0008-orders": orders,
  "0009-wallets": wallets,
  "0010-uploads": uploads,
  "0011-pins": pins,
  "0012-certificates": certificates,
  "0013-scans": scans,
  "0014-gtins": gtins,
  "0015-outgoing-calls": outgoingCalls,
  "0016-alerts": alerts,
  "0017-messages-by-time": messagesByTime,
  "0018-operations-by-line": operationsByLine,
  "0019-late-records": lateRecords,
  "0020-write-probe": writeProbe,
  "0021-identity": identity,
  "0022-stored-files": storedFiles,
  "0023-every-act-a-line": everyActALine,
  "0024-profiles": profiles,
  "0025-acting-by-wallets": actingByWallets,
  "0026-role-applications": roleApplications,
  "0027-parties": parties,
  "0028-look-alikes": lookAlikes,
  "0029-names": names,
  "0030-searchable": searchableTexts,
  "0031-claims-and-arrivals": claimsAndArrivals,
  "0036-lots": lots,
  "0038-locations": locations,
  "0039-words-of-trade": wordsOfTrade,
  "0040-commitments": commitments,
  "0041-operation-subjects": operationSubjects,
  "0042-offers": offers,
  "0043-lineage": lineage,
  "0044-recalls": recalls,
  "0045-hand-overs": handOvers,
  "0046-custody-notices": custodyNotices,
  "0047-reading-limits": readingLimits,
  "0048-recalls-pursued": recallsPursued,
  "0049-recall-outsiders": recallOutsiders,
  "0050-dependable-regions": dependableRegions,
  "0051-amounts": amounts,
  "0052-erasures": erasures,
  "0053-integrity": integrity,
  "0054-farms-searched": farmsSearched,
  "0056-recalls-mended": recallsMended,
  "0057-erasure-requests": erasureRequests,
  "0058-holds": holds,
  "0060-hand-overs-mended": handOversMended,
  "0061-recall-items-by-code": recallItemsByCode,
  "0064-batches-of-ones-own": batchesOfOnesOwn,
};
