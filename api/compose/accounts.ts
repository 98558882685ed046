import { custodialKeys } from "../../chain/keystore.ts";
import { ethereumWallets } from "../../chain/wallets.ts";
import type { Services } from "../../domain/services.ts";
import { aesSealer } from "../../integrations/messages/sealer.ts";
import { argon2Passwords } from "../../integrations/passwords/argon2.ts";
import { publishedPasswords } from "../../integrations/passwords/common.ts";
import { DEFAULT_PHONE_COUNTRY, phonesOf } from "../../integrations/phones/libphonenumber.ts";
import { joseTokens } from "../../integrations/tokens/jose.ts";
import { hmacHash } from "../../integrations/tokens/keyed-hash.ts";
import { tokenKeys } from "../../integrations/tokens/keys.ts";
import { accountsRepository } from "../../store/accounts/accounts.ts";
import { administratorsRepository } from "../../store/accounts/administrators.ts";
import { uidsRepository } from "../../store/accounts/uids.ts";
import { roleApplicationsRepository } from "../../store/roles/role-applications.ts";
import { emailVerificationsRepository } from "../../store/sessions/email-verifications.ts";
import { logInAddressesRepository } from "../../store/sessions/log-in-addresses.ts";
import { resetCodesRepository } from "../../store/sessions/reset-codes.ts";
import { sessionsRepository } from "../../store/sessions/sessions.ts";
import { walletBindings } from "../../store/wallets/wallets.ts";
import type { Parts } from "./parts.ts";

/** Accounts, how they log in, and the keys and wallets they sign with. */
export function composeAccounts(parts: Parts) {
  const { database, keys, rpc, deployment, settings } = parts;
  const sealer = aesSealer(keys.storageSecret);
  return {
    accounts: accountsRepository(database),
    passwords: argon2Passwords(),
    commonPasswords: publishedPasswords(),
    phones: phonesOf(parts.phoneCountry ?? DEFAULT_PHONE_COUNTRY),
    tokens: joseTokens({
      keys: tokenKeys(keys.tokenSeed, parts.tokens?.generation ?? 1),
      issuer: settings.publicUrl,
      audience: settings.publicUrl,
      lifetime: parts.tokens?.lifetime,
    }),
    sessions: sessionsRepository(database, (accountId) =>
      parts.logger.warn({ accountId }, "a session was ended: a refresh token of it was used twice"),
    ),
    resetCodes: resetCodesRepository(database, sealer),
    emailVerifications: emailVerificationsRepository(database, sealer),
    keyedHash: hmacHash(keys.storageSecret),
    keys: custodialKeys(keys),
    administrators: administratorsRepository(database),
    applications: roleApplicationsRepository(database, sealer),
    logInAddresses: logInAddressesRepository(database, hmacHash(keys.storageSecret)),
    uids: uidsRepository(database),
    wallets: ethereumWallets(rpc, { publicUrl: settings.publicUrl, chainId: deployment.chainId }),
    walletBindings: walletBindings(database),
  } satisfies Partial<Services>;
}
