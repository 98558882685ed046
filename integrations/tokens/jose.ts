import type { KeyObject } from "node:crypto";
import { decodeJwt, errors, jwtVerify, SignJWT } from "jose";
import type { Tokens } from "../../domain/ports/accounts.ts";

/** What tokens are signed with and checked against. */
export interface TokenOptions {
  /** An Ed25519 key pair, and the identifier that tokens name it by. */
  readonly keys: { readonly kid: string; readonly privateKey: KeyObject; readonly publicKey: KeyObject };
  /** Who issues: this server. */
  readonly issuer: string;
  /** For whom tokens are: this API. */
  readonly audience: string;
  /** Seconds for which a token is good; a day if left out. */
  readonly lifetime?: number;
  /** The clock; the system's if left out. */
  readonly now?: () => Date;
}

const DAY = 86_400;

/** Access tokens: JWT (RFC 7519) signed with EdDSA. `sub` is the account's id, `ver` its token version. */
export function joseTokens(options: TokenOptions): Tokens {
  const { keys, issuer, audience, lifetime = DAY, now = () => new Date() } = options;
  return {
    lifetime,

    issue(account) {
      const issuedAt = Math.floor(now().getTime() / 1000);
      return new SignJWT({ ver: account.tokenVersion })
        .setProtectedHeader({ alg: "EdDSA", kid: keys.kid, typ: "at+jwt" })
        .setSubject(String(account.id))
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetime)
        .sign(keys.privateKey);
    },

    async verify(token) {
      try {
        const { payload } = await jwtVerify(
          token,
          ({ kid }) => {
            if (kid !== keys.kid) throw new errors.JWKSNoMatchingKey();
            return keys.publicKey;
          },
          {
            algorithms: ["EdDSA"],
            typ: "at+jwt",
            issuer,
            audience,
            requiredClaims: ["sub", "exp", "iat"],
            currentDate: now(),
          },
        );
        const accountId = Number(payload.sub);
        if (!Number.isSafeInteger(accountId) || !Number.isSafeInteger(payload.ver)) return undefined;
        return { accountId, tokenVersion: payload.ver as number };
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },

    expiryOf: (token) => new Date((decodeJwt(token).exp ?? 0) * 1000),
  };
}
