/** Puts the parts of an API process together. Only `main.ts` and the tests' support do this. */
import { createHash, hkdfSync } from "node:crypto";
import canonicalize from "canonicalize";
import type { Logger } from "pino";
import type { Deployment } from "../../chain/calls.ts";
import type { FinalBlock } from "../../chain/finality.ts";
import { custodialKeys, type Keys } from "../../chain/keystore.ts";
import { type RunningOutbox, startOutbox } from "../../chain/outbox/index.ts";
import { createRelayer } from "../../chain/outbox/relayer.ts";
import type { Rpc } from "../../chain/rpc.ts";
import { ethereumWallets } from "../../chain/wallets.ts";
import type { FileStore } from "../../domain/files/file-store.ts";
import { DEFAULT_UPLOAD_LIMITS } from "../../domain/files/upload-quota.ts";
import type { Messenger } from "../../domain/messages/messenger.ts";
import type { Erp } from "../../domain/orders/erp.ts";
import type { Services } from "../../domain/services.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Evaluator } from "../../domain/tomatoes/evaluator.ts";
import type { Wechat } from "../../domain/wechat/ports.ts";
import { unconfiguredErp } from "../../integrations/erp/unconfigured.ts";
import { embeddedClients } from "../../integrations/geolocation/clients.ts";
import { gs1DigitalLinks } from "../../integrations/gs1/digital-links.ts";
import { combinedMessenger } from "../../integrations/messages/combined.ts";
import { type RunningDelivery, startDelivery } from "../../integrations/messages/delivery.ts";
import type { Drivers } from "../../integrations/messages/drivers.ts";
import { mailboxMessenger } from "../../integrations/messages/mailbox.ts";
import { noMessenger } from "../../integrations/messages/none.ts";
import { aesSealer } from "../../integrations/messages/sealer.ts";
import { announcedObjects } from "../../integrations/objects/announced.ts";
import { mediaTypeOf } from "../../integrations/objects/media-type.ts";
import { ownFileAddresses } from "../../integrations/objects/own-addresses.ts";
import { signedUploadUrls } from "../../integrations/objects/upload-urls.ts";
import { createGuards, type Guards } from "../../integrations/outgoing/guards.ts";
import { argon2Passwords } from "../../integrations/passwords/argon2.ts";
import { pdfCertificates } from "../../integrations/pdf/certificates.ts";
import { pdfLabels } from "../../integrations/pdf/labels.ts";
import { joseTokens } from "../../integrations/tokens/jose.ts";
import { hmacHash } from "../../integrations/tokens/keyed-hash.ts";
import { tokenKeys } from "../../integrations/tokens/keys.ts";
import { unconfiguredWechat } from "../../integrations/wechat/unconfigured.ts";
import { sealDocument } from "../../proof/document.ts";
import { batchId } from "../../proof/hash.ts";
import { accountKeysRepository } from "../../store/accounts/account-keys.ts";
import { accountsRepository } from "../../store/accounts/accounts.ts";
import { administratorsRepository } from "../../store/accounts/administrators.ts";
import { uidsRepository } from "../../store/accounts/uids.ts";
import { arrivalsRepository } from "../../store/batches/arrivals.ts";
import { mirrorRepository } from "../../store/batches/mirror.ts";
import { farmsRepository } from "../../store/catalogue/farms.ts";
import { productsRepository } from "../../store/catalogue/products.ts";
import { certificatesRepository } from "../../store/certificates/certificates.ts";
import type { Database } from "../../store/database.ts";
import { housekeeping } from "../../store/files/housekeeping.ts";
import { storedFilesRepository } from "../../store/files/stored-files.ts";
import { uploadsRepository } from "../../store/files/uploaders.ts";
import { mailboxRepository, outgoingMessages } from "../../store/messages/messages.ts";
import { callLogRepository } from "../../store/monitoring/call-log.ts";
import { operationLog } from "../../store/operations/operations.ts";
import { requestsRepository } from "../../store/operations/requests.ts";
import { companyBindingsRepository } from "../../store/orders/company-bindings.ts";
import { feedbackRepository } from "../../store/scans/feedback.ts";
import { scansRepository } from "../../store/scans/scans.ts";
import { visitorsRepository } from "../../store/scans/visitors.ts";
import { emailVerificationsRepository } from "../../store/sessions/email-verifications.ts";
import { logInAddressesRepository } from "../../store/sessions/log-in-addresses.ts";
import { resetCodesRepository } from "../../store/sessions/reset-codes.ts";
import { sessionsRepository } from "../../store/sessions/sessions.ts";
import type { WriteBehindReport } from "../../store/shared/write-behind.ts";
import { pendingUploadsRepository } from "../../store/uploads/pending-uploads.ts";
import { walletBindings } from "../../store/wallets/wallets.ts";
import { messageLogRepository } from "../../store/wechat/message-log.ts";
import { wechatIdentitiesRepository } from "../../store/wechat/wechat-identities.ts";
import { composeIpfs, type IpfsParts, type RunningIpfs } from "./ipfs.ts";

/** What the parts are made from. */
export interface Parts {
  readonly database: Database;
  readonly objects: FileStore;
  readonly keys: Keys;
  readonly rpc: Rpc;
  readonly deployment: Deployment;
  readonly finalBlock: FinalBlock;
  readonly pollInterval: number;
  /** Milliseconds after which an unmined transaction is sent again under a higher price; a minute if left out. */
  readonly repriceAfter?: number;
  /** What evaluates tomatoes; nothing if left out. */
  readonly evaluator?: Evaluator | null;
  readonly logger: Logger;
  /** The IPFS node that keeps copies of public objects; none if left out. */
  readonly ipfs?: IpfsParts | undefined;
  /** What the calls of systems outside go through: its drivers were made with them. None if left out. */
  readonly guards?: Guards | undefined;
  /** Unconfigured if left out. */
  readonly wechat?: Wechat | undefined;
  /** Unconfigured if left out. */
  readonly erp?: Erp | undefined;
  /** Which generation of keys signs access tokens, and for how many seconds they are good; 1 and a day if left out. */
  readonly tokens?: { readonly generation?: number; readonly lifetime?: number };
  /** What mail and text messages are sent with. What is left out goes in development to a mailbox, else nowhere. */
  readonly drivers?: Drivers;
  /** What messages are sent with, in place of all that. */
  readonly messenger?: Messenger;
  /** How much may be stored: the usual if left out. */
  readonly settings: Omit<Services["settings"], "chainId" | "contract" | "uploadLimits"> &
    Partial<Pick<Services["settings"], "uploadLimits">>;
}

/** Build the services, with an outbox that runs until it is stopped. */
export function composeServices(parts: Parts): Services & {
  readonly outbox: RunningOutbox;
  readonly delivery: RunningDelivery;
  readonly ipfs: RunningIpfs;
  readonly integrations: Guards;
} {
  const { database, keys, rpc, deployment, settings } = parts;
  const sealer = aesSealer(keys.storageSecret);
  const mailbox = settings.development ? mailboxRepository(database) : null;
  const otherwise = mailbox ? mailboxMessenger(mailbox) : noMessenger(parts.logger);
  const messenger = parts.messenger ?? combinedMessenger(parts.drivers ?? {}, otherwise);
  const now = () => new Date();
  const callLog = callLogRepository(database, now, reportOf(parts.logger, "calls of systems outside"));
  const guards = parts.guards ?? createGuards();
  guards.onCall(({ operation, attempts: _, ...call }) => callLog.record({ ...call, endpoint: operation }));
  const arrivals = arrivalsRepository(database);
  const stored = announcedObjects(parts.objects, arrivals.add);
  const ipfs = composeIpfs({ ...parts.ipfs, database, objects: stored, logger: parts.logger, now });
  return {
    ipfs: {
      ...ipfs,
      async stop() {
        await ipfs.stop();
        await arrivals.flush();
      },
    },
    gateway: ipfs.gateway,
    accounts: accountsRepository(database),
    passwords: argon2Passwords(),
    tokens: joseTokens({
      keys: tokenKeys(keys.tokenSeed, parts.tokens?.generation ?? 1),
      issuer: settings.publicUrl,
      audience: settings.publicUrl,
      lifetime: parts.tokens?.lifetime,
    }),
    sessions: sessionsRepository(database, (accountId) =>
      parts.logger.warn({ accountId }, "a session was ended: a refresh token of it was used twice"),
    ),
    resetCodes: resetCodesRepository(database, sealer),
    emailVerifications: emailVerificationsRepository(database, sealer),
    delivery: startDelivery({ queue: outgoingMessages(database, sealer), messenger, logger: parts.logger, now }),
    mailbox,
    keyedHash: hmacHash(keys.storageSecret),
    keys: custodialKeys(keys),
    administrators: administratorsRepository(database),
    logInAddresses: logInAddressesRepository(database, hmacHash(keys.storageSecret)),
    products: productsRepository(database),
    farms: farmsRepository(database),
    digitalLinks: gs1DigitalLinks(settings.publicUrl),
    labels: pdfLabels(),
    mirror: mirrorRepository(database),
    objects: ipfs.objects,
    outbox: startOutbox({
      rpc,
      keys,
      keyIdOf: accountKeysRepository(database).keyIdOf,
      deployment,
      log: operationLog(database),
      relayer: createRelayer(rpc, keys.relayer, deployment.chainId, deployment.contract),
      logger: parts.logger,
      finalBlock: parts.finalBlock,
      repriceAfter: parts.repriceAfter ?? 60_000,
      pollInterval: parts.pollInterval,
    }),
    requests: requestsRepository(database),
    uploads: uploadsRepository(database),
    files: storedFilesRepository(database),
    housekeeping: housekeeping(database),
    wechat: parts.wechat ?? unconfiguredWechat(),
    wechatIdentities: wechatIdentitiesRepository(database),
    messages: messageLogRepository(database),
    erp: parts.erp ?? unconfiguredErp(),
    companyBindings: companyBindingsRepository(database),
    callLog,
    integrations: guards,
    integrationHealth: { mail: parts.drivers?.mail?.health, sms: parts.drivers?.sms?.health },
    uids: uidsRepository(database),
    certificates: certificatesRepository(database),
    certificateRenderer: pdfCertificates(),
    clients: embeddedClients(),
    visitors: visitorsRepository(database, hmacHash(keys.storageSecret)),
    scans: scansRepository(database, reportOf(parts.logger, "looks at batches")),
    feedback: feedbackRepository(database),
    evaluator: parts.evaluator ?? null,
    uploadUrls: signedUploadUrls({ key: uploadKey(keys.storageSecret), publicUrl: settings.publicUrl }),
    pendingUploads: pendingUploadsRepository(database),
    fileAddresses: ownFileAddresses({ key: uploadKey(keys.storageSecret), publicUrl: settings.publicUrl }),
    wallets: ethereumWallets(rpc, { publicUrl: settings.publicUrl, chainId: deployment.chainId }),
    walletBindings: walletBindings(database),
    mediaTypeOf,
    seal: sealDocument,
    batchId,
    hashOf: (value) => sha256OfText(canonicalize(value) ?? "null"),
    now,
    settings: { uploadLimits: DEFAULT_UPLOAD_LIMITS, ...settings, ...deployment },
  };
}

/** What is counted may be lost while the database cannot be written to, but not in silence. */
function reportOf(logger: Logger, what: string): WriteBehindReport {
  return {
    waits: (error) => logger.warn({ err: error }, `${what} cannot be counted now: they wait`),
    drops: () => logger.error(`${what} are not counted any more: too many wait`),
    over: (dropped) => logger.warn({ dropped }, `${what} are counted again`),
  };
}

/** A key of its own for upload addresses: whoever learned it could issue no tokens. */
function uploadKey(secret: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "", "suyuan upload URLs", 32));
}

function sha256OfText(text: string): Hex {
  return `0x${createHash("sha256").update(text).digest("hex")}`;
}
