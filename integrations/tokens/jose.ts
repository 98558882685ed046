import { decodeJwt, errors, jwtVerify, SignJWT } from "jose";
import type { Tokens } from "../../domain/accounts/ports.ts";
import type { TokenKey } from "./keys.ts";

/** Keys and claims of tokens. */
export interface TokenOptions {
  /** The first signs; tokens signed by any of them are valid. */
  readonly keys: readonly TokenKey[];
  /** The issuer: this server. */
  readonly issuer: string;
  /** The audience: this API. */
  readonly audience: string;
  /** A token's lifetime in seconds; a day if left out. */
  readonly lifetime?: number | undefined;
  /** The clock; the system's if left out. */
  readonly now?: () => Date;
}

const DAY = 86_400;

/** Access tokens: JWT (RFC 7519) signed with EdDSA. `sub` is the account's id, `ver` its token version, `sid` the session. */
export function joseTokens(options: TokenOptions): Tokens {
  const { keys, issuer, audience, lifetime = DAY, now = () => new Date() } = options;
  const [signing] = keys;
  if (!signing) throw new Error("Tokens need a key");
  return {
    lifetime,

    publicKeys: keys.map(({ kid, publicKey }) => {
      const { kty = "", crv = "", x = "" } = publicKey.export({ format: "jwk" });
      return { kty, crv, x, kid, alg: "EdDSA", use: "sig" };
    }),

    issue(account, facts = {}) {
      const issuedAt = Math.floor((facts.issuedAt ?? now()).getTime() / 1000);
      return new SignJWT({ ver: account.tokenVersion, ...(facts.sessionId ? { sid: facts.sessionId } : {}) })
        .setProtectedHeader({ alg: "EdDSA", kid: signing.kid, typ: "at+jwt" })
        .setSubject(String(account.id))
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + (facts.lifetime ?? lifetime))
        .sign(signing.privateKey);
    },

    async verify(token) {
      try {
        const { payload } = await jwtVerify(
          token,
          ({ kid }) => {
            const key = keys.find((key) => key.kid === kid);
            if (!key) throw new errors.JWKSNoMatchingKey();
            return key.publicKey;
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
        // A malformed session is not mistaken for none.
        if (payload.sid !== undefined && typeof payload.sid !== "string") return undefined;
        return { accountId, tokenVersion: payload.ver as number, sessionId: payload.sid ?? null };
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },

    expiryOf: (token) => new Date((decodeJwt(token).exp ?? 0) * 1000),
  };
}
