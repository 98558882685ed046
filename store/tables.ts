/**
 * The tables. Row types stop here and in the repositories: verbs speak the domain's words.
 *
 * Two kinds never mix: what the indexer derives from the chain (*projections*: thrown away and rebuilt at will) and
 * what only this database knows.
 */
import type { Generated } from "kysely";

/** Projection: one row a log of the contract, as it came. */
export interface FactsTable {
  block_number: number;
  log_index: number;
  block_hash: string;
  transaction_hash: string;
  event: string;
  /** JSON of the event's values. */
  args: string;
  /** The following are null for administration events. */
  batch_id: string | null;
  line: number | null;
  seq: number | null;
  actor: string | null;
  kind: string | null;
  digest: string | null;
  timestamp: number | null;
  amended: number | null;
  /** The batch's head after this line. */
  head: string | null;
}

/** Projection: one row a batch, folded from its facts and documents. */
export interface BatchesTable {
  id: string;
  trace_id: string;
  code: string;
  unit: string;
  /** Decimal text: 64 unsigned bits do not fit in SQLite's integers. */
  quantity: string;
  custodian: string;
  /** To whom its custodian offers it. */
  offered_to: string | null;
  seq: number;
  status: string;
  verdict: string | null;
  head: string;
  /** `seq` of the line whose document describes the batch now: the creation or its latest amendment. */
  described_by: number;
  created_at: number;
  updated_at: number;
  /** From the document, for lists: null while it is missing or erased. */
  name: string | null;
  state: string;
  harvest_date: string | null;
  search: string;
}

/** Projection: the content of the record documents that lines name, where it is at hand. */
export interface RecordsTable {
  digest: string;
  /** The document's exact text; null while it is missing or after it was erased. */
  text: string | null;
  visibility: string;
}

/** Projection: the business roles an address holds now, and ever held. */
export interface AccountRolesTable {
  address: string;
  current: number;
  ever: number;
}

/** Projection: who may write a kind. */
export interface KindRolesTable {
  kind: string;
  roles: number;
}

/** Projection: which chain this is, and how far the mirror has come. One row. */
export interface CursorTable {
  id: number;
  /** Compared and swapped in each transaction: a second writer loses. */
  generation: number;
  chain_id: number;
  contract: string;
  genesis_hash: string;
  block_number: number;
  block_hash: string;
  /** The latest block that the chain calls final. */
  final_block: number;
  /** The number of the latest line. */
  line: number;
  /** When the mirror last stood at the head of the chain, in milliseconds: not part of what is rebuilt. */
  synced_at: number;
}

/** Projection: hashes of the blocks that could still be reorganised. */
export interface BlocksTable {
  number: number;
  hash: string;
}

export interface AccountsTable {
  id: Generated<number>;
  username: string;
  email: string | null;
  phone: string | null;
  name: string;
  role: string | null;
  password_hash: string;
  address: string;
  custody: string;
  token_version: number;
  created_at: number;
  /** The address that its holder proved to read: another one is not proved by that. */
  verified_email: Generated<string | null>;
  /** 1 while its role is still to be handed to the outbox. */
  grant_due: Generated<number>;
}

/** The addresses that accounts had before. */
export interface AccountAddressesTable {
  address: string;
  account_id: number;
  replaced_at: number;
}

/** Texts that wallets were asked to sign, until they are. */
export interface WalletChallengesTable {
  nonce: string;
  account_id: number;
  address: string;
  message: string;
  expires_at: number;
}

/** What requests with an idempotency key made, where it was no operation. */
export interface RequestsTable {
  account_id: number;
  idempotency_key: string;
  request_hash: string;
  /** The name of what was made. */
  made: string;
  created_at: number;
}

/** The bearer secrets by which accounts are used without a password: their hashes. */
export interface RoleUidsTable {
  uid_hash: string;
  account_id: number;
  /** The role that it was registered for; null for none. */
  role_type: string | null;
  created_at: number;
  revoked_at: number | null;
}

/** Who brought which file. */
export interface UploadsTable {
  account_id: number;
  sha256: string;
  created_at: number;
}

/** Files that were announced. */
export interface UploadsPendingTable {
  id: string;
  account_id: number;
  filename: string | null;
  media_type: string;
  size: number;
  sha256: string;
  restricted: number;
  part_size: number;
  /** What the storage calls the upload. */
  handle: string | null;
  state: string;
  /** Whether it is nobody's orphan, whether or not a record names it yet. */
  kept: number;
  created_at: number;
  expires_at: number;
  stored_at: number | null;
}

/** Which record names which file: kept by triggers on `records`. */
export interface RecordFilesTable {
  sha256: string;
  digest: string;
}

export interface ProductsTable {
  id: string;
  name: string;
  description: string;
  /** 14 digits. */
  gtin: string | null;
  image: string | null;
  nutritional_info: string;
  storage_guide: string;
  owner_id: number;
  created_at: number;
  updated_at: number;
}

export interface FarmsTable {
  id: string;
  name: string;
  location: string;
  owner: string;
  certifications: string;
  owner_id: number;
  created_at: number;
  updated_at: number;
}

/** The outbox: one row an accepted write. */
export interface OperationsTable {
  /** In the order of acceptance. */
  number: Generated<number>;
  id: string;
  account_id: number | null;
  idempotency_key: string | null;
  request_hash: string | null;
  /** JSON of the act. */
  act: string;
  batch_id: string | null;
  digest: string | null;
  /** JSON of what the actor's own wallet has to sign; null where this server signs. */
  typed_data: string | null;
  /** The address whose act it is. */
  actor: string | null;
  signature: string | null;
  state: string;
  attempts: number;
  /** Not to be tried again before, in milliseconds. */
  not_before: number;
  transaction_id: number | null;
  error_code: string | null;
  error: string | null;
  created_at: number;
  updated_at: number;
}

/** The outbox: every transaction it ever signed, written down before it is sent. */
export interface TransactionsTable {
  id: Generated<number>;
  signer: string;
  nonce: number;
  hash: string;
  raw: string;
  /** `signed`, `mined`, `final`, `replaced`. */
  state: string;
  block_number: number | null;
  block_hash: string | null;
  created_at: number;
}

/** Which account a user of WeChat has. The session key is stored nowhere. */
export interface WechatIdentitiesTable {
  openid: string;
  account_id: number;
  nick_name: string | null;
  avatar_url: string | null;
  updated_at: number;
}

/** Which customer of the ERP an account belongs to. */
export interface ErpBindingsTable {
  account_id: number;
  customer_id: string;
  company_id: string;
  company_name: string;
  bound_at: number;
}

/** WeChat messages that were sent, or were to be. */
export interface MessageLogTable {
  id: string;
  account_id: number;
  template_id: string;
  page: string | null;
  /** `sending`, `sent`, `refused`, `failed`. */
  state: string;
  /** WeChat's name for it. */
  message_id: string | null;
  /** Why it was refused. */
  reason: string | null;
  created_at: number;
  updated_at: number;
}

/** Calls of the last day, for monitoring. */
export interface CallsTable {
  /** The route's pattern. */
  endpoint: string;
  at: number;
  milliseconds: number;
  /** `succeeded`, `refused`, `failed`. */
  outcome: string;
}

/** One log-in on one device. A session that is over is deleted, and its refresh tokens with it. */
export interface SessionsTable {
  id: string;
  account_id: number;
  token_version: number;
  created_at: number;
  used_at: number;
  expires_at: number;
}

/** Refresh tokens, by their keyed hash; a used one stays, to be known again. */
export interface RefreshTokensTable {
  hash: string;
  session_id: string;
  expires_at: number;
  /** The following are null until it is used. */
  used_at: number | null;
  /** Hash of its successor, and the random half that the successor was made of. */
  successor: string | null;
  nonce: string | null;
  /** Keyed hash of the idempotency key of the request that used it. */
  request: string | null;
}

/** Codes for a new password; one a subject. */
export interface ResetCodesTable {
  /** Keyed hash of the account, or of who is none, and the channel. */
  subject: string;
  /** The code is the keyed hash of this. */
  seed: string;
  request: string | null;
  tries: number;
  expires_at: number;
}

/** Tokens that prove who reads an address, by their keyed hash. */
export interface EmailVerificationsTable {
  hash: string;
  account_id: number;
  email: string;
  expires_at: number;
}

/** Messages that wait to be sent. */
export interface OutgoingMessagesTable {
  number: Generated<number>;
  id: string;
  /** The message, encrypted. */
  sealed: string;
  attempts: number;
  not_before: number;
  expires_at: number;
}

/** Messages of a development instance, for its developer. */
export interface MailboxTable {
  number: Generated<number>;
  /** JSON of the message. */
  message: string;
  created_at: number;
}

/** Certificates that were drawn up: an index to lines on chain, which alone tell whether one counts. */
export interface CertificatesTable {
  number: string;
  batch_id: string;
  /** Of the PDF. */
  sha256: string;
  account_id: number;
  /** The address whose line attests it. */
  actor: string;
  issued_at: number;
}

/** Looks of people at batches' public pages: nothing here tells who they are. */
export interface ScansTable {
  id: string;
  batch_id: string;
  at: number;
  /** Its day in UTC. */
  day: string;
  /** One and the same for one visitor's looks at one batch on one day. */
  visitor: string;
  /** Country as ISO 3166-1 alpha-2; null where it is not known. */
  region: string | null;
  device: string;
  /** In seconds; null until it is told. */
  duration: number | null;
}

/** Downloads of certificates. */
export interface CertificateDownloadsTable {
  batch_id: string;
  /** The certificate's. */
  number: string;
  at: number;
}

/** What shoppers said of batches; one a visitor, batch and day. */
export interface FeedbackTable {
  number: Generated<number>;
  id: string;
  batch_id: string;
  day: string;
  visitor: string;
  rating: number;
  text: string;
  created_at: number;
}

/** What visitors' names of the day are made with. One row, overwritten every day. */
export interface VisitorSaltTable {
  id: number;
  day: string;
  salt: string;
}

/** Objects on IPFS, or on their way there. */
export interface PinsTable {
  sha256: string;
  cid: string;
  /** `waiting` to be pinned, `pinned`, `withheld` from the public and so from IPFS. */
  state: string;
  attempts: number;
  /** Not to be looked at again before, in milliseconds. */
  not_before: number;
}

/** The blocks of objects that have more than one. */
export interface CidsTable {
  cid: string;
  sha256: string;
}

/** All tables. */
export interface Tables {
  facts: FactsTable;
  batches: BatchesTable;
  records: RecordsTable;
  account_roles: AccountRolesTable;
  kind_roles: KindRolesTable;
  cursor: CursorTable;
  blocks: BlocksTable;
  accounts: AccountsTable;
  account_addresses: AccountAddressesTable;
  wallet_challenges: WalletChallengesTable;
  products: ProductsTable;
  farms: FarmsTable;
  requests: RequestsTable;
  uploads: UploadsTable;
  uploads_pending: UploadsPendingTable;
  role_uids: RoleUidsTable;
  record_files: RecordFilesTable;
  operations: OperationsTable;
  transactions: TransactionsTable;
  wechat_identities: WechatIdentitiesTable;
  erp_bindings: ErpBindingsTable;
  message_log: MessageLogTable;
  calls: CallsTable;
  sessions: SessionsTable;
  refresh_tokens: RefreshTokensTable;
  reset_codes: ResetCodesTable;
  email_verifications: EmailVerificationsTable;
  outgoing_messages: OutgoingMessagesTable;
  mailbox: MailboxTable;
  certificates: CertificatesTable;
  scans: ScansTable;
  certificate_downloads: CertificateDownloadsTable;
  feedback: FeedbackTable;
  visitor_salt: VisitorSaltTable;
  pins: PinsTable;
  cids: CidsTable;
}

/** The tables that the indexer writes, and nobody else. */
export const PROJECTIONS = ["facts", "batches", "records", "account_roles", "kind_roles", "cursor", "blocks"] as const;
