import type { Account } from "../../../../domain/accounts/account.ts";
import { userIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { checksumAddress } from "../../../http/eip55.ts";

/** An account and the role that it applied for. */
export function roleApplicationView(account: Account) {
  return {
    userId: userIdOf(account.id),
    username: account.username,
    name: account.name,
    role: account.role,
    address: checksumAddress(account.address),
    createdAt: isoTime(account.createdAt),
  };
}
