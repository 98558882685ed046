import { invalid } from "../../../domain/errors.ts";
import type { Account } from "../../../domain/model.ts";
import { isoTime } from "../../../domain/time.ts";
import { checksumAddress } from "../../http/eip55.ts";
import { ROLE_WORDS, roleOfWord, wordOfRole } from "./roles.ts";

/** An account as this dialect shows it. */
export function userView(account: Account) {
  return {
    id: account.id,
    username: account.username,
    email: account.email,
    phone: account.phone,
    role: wordOfRole(account.role),
    name: account.name,
    address: checksumAddress(account.address),
    created_at: isoTime(account.createdAt),
  };
}

/** A registration in the domain's words. Throws a `validation` error for a role that is none. */
export function registrationOf(body: unknown): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const { role = "unauth", ...rest } = body as Record<string, unknown>;
  const known = typeof role === "string" ? roleOfWord(role) : undefined;
  if (known === undefined) throw invalid("role", `Role must be one of ${ROLE_WORDS.join(", ")}`);
  return { ...rest, role: known };
}
