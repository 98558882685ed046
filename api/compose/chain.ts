import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { officerCall, roleId } from "../../chain/calls.ts";
import { contractKinds } from "../../chain/contract-kinds.ts";
import { type OfficerKey, officersOf } from "../../chain/officers.ts";
import { consentsOf } from "../../chain/outbox/consents.ts";
import { startOutbox } from "../../chain/outbox/index.ts";
import { createRelayer } from "../../chain/outbox/relayer.ts";
import type { Services } from "../../domain/services.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { aesSealer } from "../../integrations/messages/sealer.ts";
import { sealDocument } from "../../proof/document.ts";
import { batchId } from "../../proof/hash.ts";
import { accountKeysRepository } from "../../store/accounts/account-keys.ts";
import { mirrorRepository } from "../../store/batches/mirror.ts";
import { custodyNotices } from "../../store/custody/custody-notices.ts";
import { handOversRepository } from "../../store/custody/hand-overs.ts";
import { offersRepository } from "../../store/custody/offers.ts";
import { erasureRequestsRepository } from "../../store/erasures/erasure-requests.ts";
import { erasuresRepository } from "../../store/erasures/erasures.ts";
import { lineagesRepository } from "../../store/lineage/lineages.ts";
import { operationLog } from "../../store/operations/operations.ts";
import { requestsRepository } from "../../store/operations/requests.ts";
import { partiesRepository } from "../../store/parties/parties.ts";
import { nameIndex } from "../../store/profiles/names.ts";
import { profileLinesRepository } from "../../store/profiles/profile-lines.ts";
import { recallFacts } from "../../store/recalls/recall-facts.ts";
import { recallsRepository } from "../../store/recalls/recalls.ts";
import type { Parts } from "./parts.ts";

/** The mirror, the outbox, and what both depend on. */
export function composeChain(parts: Parts) {
  const { database, keys, rpc, deployment } = parts;
  const senderOf = (key: OfficerKey) => createRelayer(rpc, key, deployment.chainId, deployment.contract);
  const { registrar, admin } = parts.officers ?? { registrar: [keys.relayer], admin: [keys.relayer] };
  const keyIdOf = accountKeysRepository(database).keyIdOf;
  const signing = { rpc, keys, keyIdOf, deployment, log: operationLog(database) };
  return {
    mirror: mirrorRepository(database),
    profiles: profileLinesRepository(database),
    parties: partiesRepository(database),
    lineages: lineagesRepository(database),
    recallFacts: recallFacts(database),
    erasures: erasuresRepository(database),
    erasureRequests: erasureRequestsRepository(database, aesSealer(keys.storageSecret)),
    recalls: recallsRepository(database, aesSealer(keys.storageSecret)),
    offers: offersRepository(database),
    handOvers: handOversRepository(database),
    custodyNotices: custodyNotices(database, aesSealer(keys.storageSecret)),
    names: nameIndex(database),
    outbox: startOutbox({
      ...signing,
      relayer: senderOf(keys.relayer),
      officers: officersOf(rpc, deployment.contract, {
        registrar: registrar.map(senderOf),
        admin: admin.map(senderOf),
      }),
      logger: parts.logger,
      finalBlock: parts.finalBlock,
      repriceAfter: parts.repriceAfter ?? 60_000,
      pollInterval: parts.pollInterval,
    }),
    consents: consentsOf({ ...signing, finalBlock: parts.finalBlock }),
    requests: requestsRepository(database),
    contractKinds: contractKinds(rpc, deployment.contract),
    officerCall,
    roleId,
    seal: sealDocument,
    batchId,
    hashOf: (value) => sha256OfText(canonicalize(value) ?? "null"),
  } satisfies Partial<Services>;
}

function sha256OfText(text: string): Hex {
  return `0x${createHash("sha256").update(text).digest("hex")}`;
}
