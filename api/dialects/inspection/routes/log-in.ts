import type { Account } from "../../../../domain/accounts/account.ts";
import { nameNoticeOf } from "../../../../domain/profiles/lookalikes.ts";
import { logIn } from "../../../../domain/sessions/log-in.ts";
import { DomainError } from "../../../../domain/shared/errors.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { claimedWallet } from "../../../../domain/wallets/claim-wallet.ts";
import { challengeLogIn, logInByWallet } from "../../../../domain/wallets/log-in-by-wallet.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application, RequestContext } from "../../../http/env.ts";
import { countTry } from "../../../http/tries.ts";
import type { RouteOptions } from "../../../options.ts";
import { bodyOf, failures, jsonOf } from "../documentation.ts";
import { credentialsOf, fieldsOf } from "../map.ts";
import { challengeRequestSchema, challengeSchema, credentialsSchema, tokenSchema, walletSchema } from "../schema.ts";
import { userView } from "../views.ts";

/** Log-in by email and password, or by the account's own wallet. */
export function logInRoute(app: Application, options: RouteOptions): void {
  const { services, limiter } = options;
  endpoint(
    app,
    {
      method: "post",
      path: "/auth/login",
      tags: ["Inspection"],
      summary: "Log in by email",
      request: bodyOf(credentialsSchema),
      responses: { 200: jsonOf(tokenSchema, "Logged in"), ...failures(400, 401, 413, 415, 422, 429) },
    },
    [limiter.limit("logIn")],
    async (context) => {
      const credentials = credentialsOf(await readJson(context));
      const tried = await countTry(options, context, credentials.username, "failedLogIn");
      const from = limiter.addressOf(context);
      const { token, account } = await logIn(services, credentials, from).catch((error: unknown) => {
        if (!(error instanceof DomainError) || error.code !== "unauthenticated") throw error;
        throw new DomainError("unauthenticated", "Invalid email or password", [], { cause: error });
      });
      await tried.succeeded();
      return loggedIn(context, token, account);
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/auth/login/wallet/challenge",
      tags: ["Inspection"],
      summary: "Ask for the text that a wallet has to sign to log in",
      request: bodyOf(challengeRequestSchema),
      responses: {
        200: jsonOf(challengeSchema, "The text, good for five minutes and once"),
        ...failures(400, 413, 415, 422, 429),
      },
    },
    [limiter.limit("logIn")],
    async (context) => {
      const { message, nonce, expiresAt } = await challengeLogIn(services, fieldsOf(await readJson(context)));
      return context.json({ message, nonce, expires_at: isoTime(expiresAt) });
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/auth/login/wallet",
      tags: ["Inspection"],
      summary: "Log in by the account's own wallet",
      description:
        "The signature is over the text of the challenge, by the wallet's key or as its contract has it (ERC-1271); " +
        "that of a contract that is not deployed yet comes with its factory (ERC-6492).",
      request: bodyOf(walletSchema),
      responses: { 200: jsonOf(tokenSchema, "Logged in"), ...failures(400, 401, 413, 415, 422, 429, 503) },
    },
    [limiter.limit("logIn")],
    async (context) => {
      const body = fieldsOf(await readJson(context));
      const { token, account } = await logInByWallet(services, body, limiter.addressOf(context));
      return loggedIn(context, token, account);
    },
  );

  async function loggedIn(context: RequestContext, token: string, account: Account) {
    const [notice, claimed] = await Promise.all([nameNoticeOf(services, account), claimedWallet(services, account)]);
    const user = { ...userView(account, claimed), ...(notice ? { name_notice: notice.en } : {}) };
    return context.json(
      { access_token: token, token_type: "Bearer", expires_in: services.tokens.lifetime, user },
      200,
      { "Cache-Control": "no-store" },
    );
  }
}
