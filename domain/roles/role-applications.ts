/** Applications for roles: what was asked for, what was decided, and what the chain says of it. */

import type { Account } from "../accounts/account.ts";
import type { NewMessage } from "../messages/outgoing-messages.ts";
import type { Idempotency } from "../operations/outbox.ts";
import type { Page, PageRequest } from "../shared/page.ts";
import type { Role } from "../shared/roles.ts";

/** How applications stand. `granted` is for roles that are held on chain, and for nothing else. */
export const APPLICATION_STATUSES = ["pending", "granted", "refused", "revoked"] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

/** What was decided of an application. */
export interface Decision {
  /** The account that decided; null for nobody: open registration, or an act on chain that nobody asked for here. */
  readonly by: number | null;
  readonly at: Date;
  readonly reason: string | null;
}

/** What is decided and not on chain yet. */
export type RoleChange = "grant" | "revoke";

/** An account's application for a role. */
export interface RoleApplication {
  readonly id: number;
  readonly account: Account;
  readonly role: Role;
  /** What the applicant said for it. */
  readonly reason: string | null;
  readonly status: ApplicationStatus;
  /** What was decided and is not on chain yet; null for nothing. */
  readonly awaits: RoleChange | null;
  /** The end of the role's term: on chain where it is or was held, else as it was approved; null for none. */
  readonly validUntil: Date | null;
  readonly decision: Decision | null;
  /** When it was asked for. */
  readonly createdAt: Date;
}

/** A decision that the outbox has not accepted yet. */
export interface DueDecision {
  readonly id: number;
  readonly account: Account;
  readonly role: Role;
  readonly change: RoleChange;
  /** The last second of the term to be set, 0 for none; null where the term on chain is right. */
  readonly term: number | null;
}

/** A role that is asked for. */
export interface NewRoleApplication {
  readonly accountId: number;
  readonly role: Role;
  readonly reason: string | null;
  readonly at: Date;
  /** Whether nobody has to decide. */
  readonly approved: boolean;
  /** Whether it becomes the role that the account goes by. */
  readonly main: boolean;
}

/** Words for the applicant when the status changes; undefined where there is nobody to tell, or no way. */
export type WordsFor = (application: RoleApplication) => NewMessage | undefined;

/** The applications. There is one an account and role: whoever asks again after a decision asks anew. */
export interface RoleApplications {
  byId(id: number): Promise<RoleApplication | undefined>;
  /** An account's, the newest first. */
  ofAccount(accountId: number): Promise<readonly RoleApplication[]>;
  /** Those of one status, or all, the oldest first. */
  list(query: PageRequest & { readonly status: ApplicationStatus | undefined }): Promise<Page<RoleApplication>>;
  /**
   * Add an application, or ask anew. Gives its id; undefined if it is pending or granted. A later request with the same
   * key gives the same id.
   */
  apply(application: NewRoleApplication, idempotency?: Idempotency): Promise<number | undefined>;
  /**
   * Approve a pending one, with a term or without: the grant is due from now on. False if it is not pending any more.
   */
  approve(id: number, decision: Decision, validUntil: Date | null): Promise<boolean>;
  /** Refuse a pending one, or one whose grant nobody here can bring. False if it is neither any more. */
  refuse(id: number, decision: Decision, wordsFor: WordsFor): Promise<boolean>;
  /** Revoke one that is granted: that is due from now on. False if it is revoked already, or was never granted. */
  revoke(id: number, decision: Decision): Promise<boolean>;
  /** The decisions that are still to be handed to the outbox: all, or an account's. */
  due(accountId?: number): Promise<readonly DueDecision[]>;
  /** The outbox has accepted a decision. */
  accepted(id: number, operationId: string): Promise<void>;
  /** Whether an account has an application that was approved and is not on chain yet. */
  isApproved(accountId: number): Promise<boolean>;
  /**
   * Take over what the mirror shows: roles that are held now, and that no longer are; and put back what the contract
   * refused. Gives the applications whose status changed by that.
   */
  settle(at: Date, wordsFor: WordsFor): Promise<readonly RoleApplication[]>;
}

/** The public identifier of an application. */
export function applicationIdOf(id: number): string {
  return `application-${id}`;
}
