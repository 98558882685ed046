import type { Generated } from "kysely";

/** Applications for roles: one an account and role. */
export interface RoleApplicationsTable {
  id: Generated<number>;
  account_id: number;
  role: string;
  /** What the applicant said for it. */
  reason: string | null;
  /** What was decided: pending, approved, refused; granted and revoked once the mirror showed that; revoking before. */
  state: string;
  /** 1 while a decision is still to be handed to the outbox. */
  due: Generated<number>;
  /** Last second of the term that it is approved with; null for none. */
  valid_until: number | null;
  /** What brings the decision to the chain. */
  operation_id: string | null;
  decided_by: number | null;
  decided_at: number | null;
  decision_reason: string | null;
  created_at: number;
}
