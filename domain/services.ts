import type { Account } from "./accounts/account.ts";
import type {
  Accounts,
  Administrators,
  CommonPasswords,
  CustodialKeys,
  LogInAddresses,
  Passwords,
  Phones,
  Tokens,
} from "./accounts/ports.ts";
import type { Uids } from "./accounts/uids.ts";
import type { Mirror } from "./batches/mirror.ts";
import type { Farms, Locations, Products } from "./catalogue/ports.ts";
import type { CertificateRenderer, Certificates } from "./certificates/ports.ts";
import type { CommitmentRenderer, Commitments, ContractKinds } from "./commitments/ports.ts";
import type { Consents, CustodyNotices, HandOvers, Offers } from "./custody/ports.ts";
import type { ErasureRequests, Erasures } from "./erasures/ports.ts";
import type { FileStore, OwnFileAddresses } from "./files/file-store.ts";
import type { Housekeeping } from "./files/housekeeping.ts";
import type { Gateway } from "./files/ipfs.ts";
import type { StoredFiles } from "./files/stored-files.ts";
import type { UploadLimits } from "./files/upload-quota.ts";
import type { Uploads } from "./files/uploaders.ts";
import type { DigitalLinks } from "./labels/digital-links.ts";
import type { LabelSheets } from "./labels/label-sheets.ts";
import type { Lineages } from "./lineage/ports.ts";
import type { Mailbox } from "./messages/mailbox.ts";
import type { Delivery } from "./messages/outgoing-messages.ts";
import type { CallLog } from "./monitoring/call-log.ts";
import type { IntegrationName, Integrations } from "./monitoring/integrations.ts";
import type { Integrity } from "./monitoring/integrity.ts";
import type { OfficerAct } from "./operations/act.ts";
import type { Outbox } from "./operations/outbox.ts";
import type { Requests } from "./operations/requests.ts";
import type { CompanyBindings, Erp } from "./orders/erp.ts";
import type { Parties } from "./parties/ports.ts";
import type { NameIndex } from "./profiles/ports.ts";
import type { ProfileDocument } from "./profiles/profile-document.ts";
import type { ProfileLines } from "./profiles/profile-lines.ts";
import type { ReadingsWorkshop } from "./readings/ports.ts";
import type { RecallFacts, Recalls } from "./recalls/ports.ts";
import type { RecordDocument } from "./records/record-document.ts";
import type { RoleApplications } from "./roles/role-applications.ts";
import type { Clients, Feedbacks, Scans, Visitors } from "./scans/ports.ts";
import type { EmailVerifications, KeyedHash, ResetCodes, Sessions } from "./sessions/ports.ts";
import type { Hex } from "./shared/hex.ts";
import type { Role } from "./shared/roles.ts";
import type { ServiceHealth } from "./shared/service-health.ts";
import type { Evaluator } from "./tomatoes/evaluator.ts";
import type { PendingUploads } from "./uploads/pending-uploads.ts";
import type { UploadUrls } from "./uploads/upload-urls.ts";
import type { WalletBindings, Wallets } from "./wallets/ports.ts";
import type { MessageLog, Wechat, WechatIdentities } from "./wechat/ports.ts";

/** All ports through which verbs reach the outside world. */
export interface Services {
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly commonPasswords: CommonPasswords;
  readonly phones: Phones;
  readonly tokens: Tokens;
  readonly sessions: Sessions;
  readonly resetCodes: ResetCodes;
  readonly emailVerifications: EmailVerifications;
  readonly delivery: Delivery;
  /** Where a development instance's messages can be read; null in production. */
  readonly mailbox: Mailbox | null;
  readonly keyedHash: KeyedHash;
  readonly keys: CustodialKeys;
  readonly administrators: Administrators;
  readonly applications: RoleApplications;
  readonly logInAddresses: LogInAddresses;
  readonly products: Products;
  readonly farms: Farms;
  readonly locations: Locations;
  readonly digitalLinks: DigitalLinks;
  readonly labels: LabelSheets;
  readonly mirror: Mirror;
  readonly offers: Offers;
  readonly handOvers: HandOvers;
  readonly custodyNotices: CustodyNotices;
  readonly consents: Consents;
  readonly lineages: Lineages;
  readonly readings: ReadingsWorkshop;
  readonly recalls: Recalls;
  readonly erasures: Erasures;
  readonly erasureRequests: ErasureRequests;
  readonly recallFacts: RecallFacts;
  readonly parties: Parties;
  readonly profiles: ProfileLines;
  readonly names: NameIndex;
  readonly objects: FileStore;
  /** Public objects as IPFS has them. */
  readonly gateway: Gateway;
  readonly outbox: Outbox;
  readonly requests: Requests;
  readonly uploads: Uploads;
  readonly files: StoredFiles;
  readonly housekeeping: Housekeeping;
  readonly wechat: Wechat;
  readonly wechatIdentities: WechatIdentities;
  readonly messages: MessageLog;
  readonly erp: Erp;
  readonly companyBindings: CompanyBindings;
  readonly callLog: CallLog;
  readonly integrity: Integrity;
  /** The state of calls to external systems. */
  readonly integrations: Integrations;
  /** Health checks of those that have no port of their own here. Never throw. */
  readonly integrationHealth: { readonly [Name in IntegrationName]?: (() => Promise<ServiceHealth>) | undefined };
  readonly uids: Uids;
  readonly certificates: Certificates;
  readonly certificateRenderer: CertificateRenderer;
  readonly commitments: Commitments;
  readonly commitmentRenderer: CommitmentRenderer;
  readonly contractKinds: ContractKinds;
  readonly clients: Clients;
  readonly visitors: Visitors;
  readonly scans: Scans;
  readonly feedback: Feedbacks;
  /** Null where evaluations are off. */
  readonly evaluator: Evaluator | null;
  readonly uploadUrls: UploadUrls;
  readonly pendingUploads: PendingUploads;
  /** Addresses of this server's own for files, whatever the storage. */
  readonly fileAddresses: OwnFileAddresses;
  readonly wallets: Wallets;
  readonly walletBindings: WalletBindings;
  /** A file's type, detected from its bytes: `application/octet-stream` where they are inconclusive. */
  readonly mediaTypeOf: (bytes: Uint8Array) => Promise<string>;
  /** Writes a record document, or a profile, in its canonical form. */
  readonly seal: (document: RecordDocument | ProfileDocument) => { readonly bytes: Uint8Array; readonly digest: Hex };
  /** A batch's id: keccak256 of its code. */
  readonly batchId: (code: string) => Hex;
  /** The call data of what an officer does. */
  readonly officerCall: (act: OfficerAct) => Hex;
  /** A role's identifier on chain. */
  readonly roleId: (role: Role) => Hex;
  /** SHA-256 of any JSON in canonical form: an idempotency key is bound to it. */
  readonly hashOf: (value: unknown) => Hex;
  readonly now: () => Date;
  readonly settings: {
    /** Whether a registration's role is granted on chain at once. */
    readonly registration: "open" | "approval";
    /** Where the product is reached from outside, without a slash at the end. */
    readonly publicUrl: string;
    /** Where the host is, as the IANA name of its time zone: a time without an offset is one of that place. */
    readonly timeZone: string;
    /** Whether accounts may be registered and used by UIDs. */
    readonly uidAccess: boolean;
    /** Whether development aids may be shown: codes in answers, and the mailbox. Never in production. */
    readonly development: boolean;
    /** The external systems that are sandboxes: programs that speak their wire formats. None in production. */
    readonly sandboxes: readonly IntegrationName[];
    /** Seconds after its last use for which a session can be refreshed. */
    readonly sessionLifetime: number;
    readonly uploadLimits: UploadLimits;
    /** Milliseconds for which a write waits for the chain before it answers 202. */
    readonly writeTimeout: number;
    /** How often a holder who says nothing of a recall is reminded, once a day. */
    readonly recallReminders: number;
    /** Milliseconds after which an accepted write without a line counts as stuck and needs attention. */
    readonly stuckAfter: number;
    readonly chainId: number;
    readonly contract: Hex;
    /** A JSON-RPC endpoint that readers may use; null for this server's own read-only one. */
    readonly publicRpcUrl: string | null;
    readonly explorerUrl: string | null;
    /** The WeChat template that tells what became of an application for a role; null for none. */
    readonly wechatRoleTemplate: string | null;
    /** WeChat's template for telling of offers and hand-overs; null where there is none. */
    readonly wechatCustodyTemplate: string | null;
  };
}

/** On whose behalf a verb runs, and its options. */
export interface Context {
  readonly account: Account | null;
  /** The session that the access token is of, if any. */
  readonly sessionId?: string | null;
  /** The caller's `Idempotency-Key`, if it sent one. */
  readonly idempotencyKey: string | null;
  /** Whether the caller prefers 202 to waiting (RFC 7240 `respond-async`). */
  readonly respondAsync: boolean;
}
