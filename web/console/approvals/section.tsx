import type { SectionProperties } from "../app/sections.ts";
import { ApplicationView } from "./application-view.tsx";
import { Approvals } from "./approvals.tsx";
import { ProfileView } from "./profile-view.tsx";

/** What waits for a decision, one application by its id, or one account's profile by the account. */
export default function ApprovalSection({ rest: [first, account] }: SectionProperties) {
  if (first === "profiles" && account) return <ProfileView key={account} account={account} />;
  return first ? <ApplicationView key={first} id={first} /> : <Approvals />;
}
