/**
 * The tables. Row types stop here and in the repositories: verbs speak the domain's words.
 *
 * Two kinds never mix: what the indexer derives from the chain (*projections*: thrown away and rebuilt at will) and
 * what only this database knows.
 */

import type {
  AccountAddressesTable,
  AccountCommandsTable,
  AccountsTable,
  AdministratorsTable,
  RoleUidsTable,
} from "./accounts/tables.ts";
import type {
  AccountRolesTable,
  AgentsTable,
  BatchesTable,
  BlocksTable,
  CursorTable,
  FactsTable,
  KindRolesTable,
  RecordsTable,
  RecordWordsTable,
  SeriesStepsTable,
} from "./batches/tables.ts";
import type { CatalogueLoansTable, LocationsTable, ProductsTable } from "./catalogue/tables.ts";
import type { CertificateDownloadsTable, CertificatesTable } from "./certificates/tables.ts";
import type { CommitmentsTable } from "./commitments/tables.ts";
import type { CustodyNoticesTable, HandOverItemsTable, HandOversTable, OffersTable } from "./custody/tables.ts";
import type { ErasureRequestsTable } from "./erasures/tables.ts";
import type {
  CidsTable,
  DocumentFilesTable,
  DocumentsTable,
  FilesTable,
  PinsTable,
  RecordArrivalsTable,
  RecordFilesTable,
  RecordQueueTable,
  UploadReservationsTable,
  UploadsTable,
} from "./files/tables.ts";
import type { LineageEdgesTable } from "./lineage/tables.ts";
import type { MailboxTable, OutgoingMessagesTable } from "./messages/tables.ts";
import type {
  AlertNoticesTable,
  AlertsTable,
  AlertWatchTable,
  CallsTable,
  IntegrityDaysTable,
} from "./monitoring/tables.ts";
import type {
  OperationSubjectsTable,
  OperationsTable,
  RequestsTable,
  TransactionOperationsTable,
  TransactionsTable,
} from "./operations/tables.ts";
import type { ErpBindingsTable } from "./orders/tables.ts";
import type { PartiesTable, PartyNotesTable } from "./parties/tables.ts";
import type { ProfileDocumentsTable, ProfilesTable } from "./profiles/tables.ts";
import type {
  RecallAcknowledgementsTable,
  RecallItemsTable,
  RecallOutsidersTable,
  RecallRemindersTable,
  RecallsTable,
  RecallTellingsTable,
} from "./recalls/tables.ts";
import type { RoleApplicationsTable } from "./roles/tables.ts";
import type { FeedbackTable, ScansTable, VisitorSaltTable } from "./scans/tables.ts";
import type {
  EmailVerificationsTable,
  LogInAddressesTable,
  RefreshTokensTable,
  ResetCodesTable,
  SessionsTable,
} from "./sessions/tables.ts";
import type { UploadArrivalsTable, UploadsPendingTable } from "./uploads/tables.ts";
import type { WalletChallengesTable, WalletClaimsTable } from "./wallets/tables.ts";
import type { MessageLogTable, WechatIdentitiesTable } from "./wechat/tables.ts";

/** One row for probing whether the database can be written to. */
export interface WriteProbeTable {
  id: number;
  /** When that was last tried with success, in milliseconds. */
  at: number;
}

/** All tables. */
export interface Tables {
  write_probe: WriteProbeTable;
  facts: FactsTable;
  batches: BatchesTable;
  records: RecordsTable;
  series_steps: SeriesStepsTable;
  offers: OffersTable;
  lineage_edges: LineageEdgesTable;
  custody_notices: CustodyNoticesTable;
  account_roles: AccountRolesTable;
  agents: AgentsTable;
  kind_roles: KindRolesTable;
  profiles: ProfilesTable;
  profile_documents: ProfileDocumentsTable;
  parties: PartiesTable;
  party_notes: PartyNotesTable;
  cursor: CursorTable;
  blocks: BlocksTable;
  accounts: AccountsTable;
  account_addresses: AccountAddressesTable;
  account_commands: AccountCommandsTable;
  administrators: AdministratorsTable;
  log_in_addresses: LogInAddressesTable;
  wallet_challenges: WalletChallengesTable;
  wallet_claims: WalletClaimsTable;
  products: ProductsTable;
  locations: LocationsTable;
  catalogue_loans: CatalogueLoansTable;
  requests: RequestsTable;
  files: FilesTable;
  uploads: UploadsTable;
  upload_reservations: UploadReservationsTable;
  uploads_pending: UploadsPendingTable;
  upload_arrivals: UploadArrivalsTable;
  role_uids: RoleUidsTable;
  role_applications: RoleApplicationsTable;
  record_files: RecordFilesTable;
  record_words: RecordWordsTable;
  documents: DocumentsTable;
  document_files: DocumentFilesTable;
  record_queue: RecordQueueTable;
  record_arrivals: RecordArrivalsTable;
  operations: OperationsTable;
  operation_subjects: OperationSubjectsTable;
  transactions: TransactionsTable;
  transaction_operations: TransactionOperationsTable;
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
  commitments: CommitmentsTable;
  hand_overs: HandOversTable;
  hand_over_items: HandOverItemsTable;
  erasure_requests: ErasureRequestsTable;
  recalls: RecallsTable;
  recall_items: RecallItemsTable;
  recall_tellings: RecallTellingsTable;
  recall_outsiders: RecallOutsidersTable;
  recall_reminders: RecallRemindersTable;
  recall_acknowledgements: RecallAcknowledgementsTable;
  scans: ScansTable;
  certificate_downloads: CertificateDownloadsTable;
  feedback: FeedbackTable;
  visitor_salt: VisitorSaltTable;
  pins: PinsTable;
  cids: CidsTable;
  alerts: AlertsTable;
  alert_notices: AlertNoticesTable;
  alert_watch: AlertWatchTable;
  integrity_days: IntegrityDaysTable;
}

/** The tables that the indexer writes, and nobody else. */
export const PROJECTIONS = [
  "facts",
  "batches",
  "records",
  "record_words",
  "series_steps",
  "offers",
  "lineage_edges",
  "account_roles",
  "agents",
  "kind_roles",
  "parties",
  "profiles",
  "cursor",
  "blocks",
] as const;
