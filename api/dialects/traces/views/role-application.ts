import { applicationIdOf, type RoleApplication } from "../../../../domain/roles/role-applications.ts";
import type { RoleTransaction } from "../../../../domain/roles/role-transaction.ts";
import { userIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { checksumAddress } from "../../../http/eip55.ts";
import { nameNoticeView } from "./called.ts";

/** An account, the role that it applied for, how that stands, and what an officer's wallet has to send for it. */
export function roleApplicationView(
  application: RoleApplication,
  transaction: RoleTransaction | null,
  hasLookalike: boolean,
) {
  const { account, decision, validUntil } = application;
  return {
    id: applicationIdOf(application.id),
    userId: userIdOf(account.id),
    username: account.username,
    name: account.name,
    ...nameNoticeView({ hasLookalike }),
    role: application.role,
    reason: application.reason,
    status: application.status,
    awaits: application.awaits,
    validUntil: validUntil && isoTime(validUntil),
    decision: decision && {
      by: decision.by === null ? null : userIdOf(decision.by),
      at: isoTime(decision.at),
      reason: decision.reason,
    },
    address: checksumAddress(account.address),
    transaction: transaction && transactionView(transaction),
    createdAt: isoTime(application.createdAt),
  };
}

/** A transaction as wallets take it: by its call data, or as a link (ERC-681). */
function transactionView({ chainId, to, data, act, roleId, sentence }: RoleTransaction) {
  const [contract, account] = [checksumAddress(to), checksumAddress(act.address)];
  return {
    chainId,
    to: contract,
    data,
    value: "0x0",
    description: sentence,
    uri: `ethereum:${contract}@${chainId}/${act.verb}?bytes32=${roleId}&address=${account}`,
  };
}

/** The same as a file that Safe's Transaction Builder imports. */
export function safeBatchView({ chainId, to, data, act, roleId, sentence }: RoleTransaction, createdAt: Date) {
  const inputs = [
    { name: "role", type: "bytes32", internalType: "bytes32" },
    { name: "account", type: "address", internalType: "address" },
  ];
  return {
    version: "1.0",
    chainId: String(chainId),
    createdAt: createdAt.getTime(),
    meta: { name: `Suyuan: ${act.verb} ${act.role}`, description: sentence },
    transactions: [
      {
        to: checksumAddress(to),
        value: "0",
        data,
        contractMethod: { name: act.verb, payable: false, inputs },
        contractInputsValues: { role: roleId, account: checksumAddress(act.address) },
      },
    ],
  };
}
