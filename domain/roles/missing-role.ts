import type { Account } from "../accounts/account.ts";
import { zh } from "../names/zh.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Role } from "../shared/roles.ts";
import { isoDay } from "../shared/time.ts";
import type { RoleApplication } from "./role-applications.ts";

/** Refused for want of a role, any of several. */
export class RoleMissing extends DomainError {
  readonly account: Account;
  readonly roles: readonly Role[];

  constructor(account: Account, roles: readonly Role[], message: string) {
    super("forbidden", message);
    this.account = account;
    this.roles = roles;
  }
}

/** The roles of which one is needed, and the application for one of them that says most of what is waited for. */
export interface MissingRole {
  readonly roles: readonly Role[];
  readonly application: RoleApplication | undefined;
}

/** What role a refusal was for the want of; undefined for any other error. */
export async function missingRoleIn(
  services: Pick<Services, "applications">,
  thrown: unknown,
): Promise<MissingRole | undefined> {
  for (let each = thrown; each instanceof Error; each = each.cause) {
    if (!(each instanceof RoleMissing)) continue;
    const { account, roles } = each;
    const own = (await services.applications.ofAccount(account.id)).filter(({ role }) => roles.includes(role));
    return { roles, application: own.find(({ status }) => status === "pending") ?? own[0] };
  }
  return undefined;
}

/** What a role is called; in the words of whoever shows it. */
type WordOf = (role: Role) => string;

/** What is waited for, or what there is to do, as a sentence in English. */
export function explainMissingRole({ roles, application }: MissingRole, wordOf: WordOf = (role) => role): string {
  if (!application) {
    const words = roles.map(wordOf).join(" or ");
    return `It takes the role of ${words}: ask for it with POST /v1/role-applications`;
  }
  const { status, awaits, createdAt, decision } = application;
  const word = wordOf(application.role);
  const because = decision?.reason ? `: ${decision.reason}` : "";
  const on = decision ? ` on ${isoDay(decision.at)}` : "";
  const asked = `You asked for the role of ${word} on ${isoDay(createdAt)}`;
  switch (status) {
    case "pending":
      return awaits === "grant"
        ? `${asked}; it was approved${on} and is not on chain yet`
        : `${asked}; it has not been decided yet`;
    case "refused":
      return `${asked}; it was refused${on}${because}`;
    case "revoked":
      return `Your role of ${word} ${isTermOver(application) ? "ended" : "was revoked"}${on}${because}`;
    case "granted":
      return `The role of ${word} was granted${on}: try again`;
  }
}

/** The same in Chinese. */
export function explainMissingRoleInChinese(
  { roles, application }: MissingRole,
  wordOf: WordOf = (role) => zh.roles[role],
): string {
  if (!application) return `需要${roles.map(wordOf).join("或")}角色，可通过 POST /v1/role-applications 申请`;
  const { status, awaits, createdAt, decision } = application;
  const word = wordOf(application.role);
  const because = decision?.reason ? `，原因：${decision.reason}` : "";
  const on = decision ? `于 ${isoDay(decision.at)} ` : "";
  const asked = `您于 ${isoDay(createdAt)} 申请了${word}角色`;
  switch (status) {
    case "pending":
      return awaits === "grant" ? `${asked}，已${on}批准，尚未上链` : `${asked}，尚未审批`;
    case "refused":
      return `${asked}，已${on}被拒绝${because}`;
    case "revoked":
      return `您的${word}角色已${on}${isTermOver(application) ? "到期" : "被撤销"}${because}`;
    case "granted":
      return `您的${word}角色已${on}授予，请重试`;
  }
}

/** Whether a role ended with its term, and by nobody's act. */
function isTermOver({ validUntil, decision }: RoleApplication): boolean {
  return validUntil !== null && decision?.by === null && decision.at.getTime() === validUntil.getTime();
}
