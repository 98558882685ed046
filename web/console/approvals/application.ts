/** Applications for roles, and who accounts are, as the API tells them. */
import type { ApplicationStatus } from "../../../domain/roles/role-applications.ts";
import type { Role } from "../../../domain/shared/roles.ts";
import type { Transaction } from "../session/wallets.ts";

/** An application for a role. */
export interface Application {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly nameNotice?: string;
  readonly role: Role;
  readonly reason: string | null;
  readonly status: ApplicationStatus;
  readonly awaits: "grant" | "revoke" | null;
  readonly validUntil: string | null;
  readonly decision: { readonly by: string | null; readonly at: string; readonly reason: string | null } | null;
  readonly address: string;
  readonly transaction: (Transaction & { readonly description: string; readonly uri: string }) | null;
  readonly createdAt: string;
}

/** What an account says of itself. */
export interface ProfileWords {
  readonly names: { readonly en?: string; readonly zh?: string };
  readonly gln?: string;
  readonly licences?: readonly { readonly kind: string; readonly number: string; readonly issuer?: string }[];
  readonly place?: string;
  readonly contact?: string;
  readonly website?: string;
}

interface Anchored {
  readonly digest: string;
  readonly profile: ProfileWords | null;
  readonly date: string;
}

/** Who is behind an address. */
export interface Profile {
  readonly id: string | null;
  readonly address: string;
  readonly name: string | null;
  readonly nameNotice?: string;
  readonly confirmed: boolean;
  readonly confirmedBy: readonly { readonly address: string; readonly name: string | null; readonly date: string }[];
  readonly profile: Anchored | null;
  readonly says: Anchored | null;
}

/** The same with all that was ever said. */
export interface ProfileWithHistory extends Profile {
  readonly history: readonly {
    readonly date: string;
    readonly by: { readonly address: string; readonly name: string | null; readonly as: string };
    readonly withdrawn: boolean;
    readonly names: ProfileWords["names"] | null;
    readonly chain: { readonly line: number };
  }[];
}
