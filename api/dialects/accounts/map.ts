import type { Account } from "../../../domain/accounts/account.ts";
import { applicationIdOf } from "../../../domain/roles/role-applications.ts";
import type { RoleStatus } from "../../../domain/roles/role-status.ts";
import type { SessionTokens } from "../../../domain/sessions/open-session.ts";
import { invalid } from "../../../domain/shared/errors.ts";
import { isoTime } from "../../../domain/shared/time.ts";
import { checksumAddress } from "../../http/eip55.ts";
import { ROLE_WORDS, roleOfWord, wordOfRole } from "./roles.ts";

/** An account as this dialect shows it. */
export function userView(account: Account) {
  return {
    id: account.id,
    username: account.username,
    email: account.email,
    email_verified: account.emailVerified,
    phone: account.phone,
    role: wordOfRole(account.role),
    name: account.name,
    address: checksumAddress(account.address),
    created_at: isoTime(account.createdAt),
  };
}

/** The same, and how it stands with its roles now. */
export function userWithRolesView(account: Account, { status, reason, held, applications }: RoleStatus) {
  return {
    ...userView(account),
    role_status: status,
    ...(reason === null ? {} : { role_reason: reason }),
    roles: held.map(wordOfRole),
    role_applications: applications.map((application) => ({
      id: applicationIdOf(application.id),
      role: wordOfRole(application.role),
      status: application.status,
      reason: application.decision?.reason ?? null,
      created_at: isoTime(application.createdAt),
    })),
  };
}

/** A session's tokens as this dialect shows them. */
export function tokensView({ token, refreshToken, expiresIn }: SessionTokens) {
  return { access_token: token, refresh_token: refreshToken, token_type: "Bearer", expires_in: expiresIn };
}

/** This dialect's words that differ from the domain's. */
const WORDS = { old_password: "oldPassword", new_password: "newPassword", refresh_token: "refreshToken" } as const;

/** A body in the domain's words. */
export function wordsOf(body: unknown): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const domainWords: readonly string[] = Object.values(WORDS);
  return Object.fromEntries(
    Object.entries(body)
      .filter(([word]) => !domainWords.includes(word))
      .map(([word, value]) => [Object.hasOwn(WORDS, word) ? WORDS[word as keyof typeof WORDS] : word, value]),
  );
}

/** A field's name in this dialect's words. */
export function fieldOf(name: string): string {
  return Object.entries(WORDS).find(([, word]) => word === name)?.[0] ?? name;
}

/** A text from an unvalidated body; empty if there is none. */
export function textOf(body: unknown, field: string): string {
  const value = typeof body === "object" && body !== null ? (body as Record<string, unknown>)[field] : undefined;
  return typeof value === "string" ? value.slice(0, 254) : "";
}

/** A registration in the domain's words. Throws a `validation` error for an unknown role. */
export function registrationOf(body: unknown): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const { role: told, ...rest } = body as Record<string, unknown>;
  const role = told === undefined || told === null || told === "" ? "unauth" : told;
  const known = typeof role === "string" ? roleOfWord(role) : undefined;
  if (known === undefined) throw invalid("role", `Role must be one of ${ROLE_WORDS.join(", ")}`);
  return { ...rest, role: known };
}
