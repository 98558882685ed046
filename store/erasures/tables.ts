import type { Generated } from "kysely";

/** Requests for erasure. Reason, contact and answer are sealed; the contact is forgotten when a request has ended. */
export interface ErasureRequestsTable {
  number: Generated<number>;
  id: string;
  batch_id: string;
  batch_code: string;
  line: number | null;
  account_id: number | null;
  reason: string;
  contact: string | null;
  asked_at: number;
  due_at: number;
  status: string;
  ended_at: number | null;
  ended_by: number | null;
  answer: string | null;
  erasure: number | null;
}
