import { requireAccount } from "../../../../domain/shared/require-account.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { bindWallet } from "../../../../domain/wallets/bind-wallet.ts";
import { challengeWallet } from "../../../../domain/wallets/challenge-wallet.ts";
import { claimedWallet, claimWallet } from "../../../../domain/wallets/claim-wallet.ts";
import { proposeAgents } from "../../../../domain/wallets/propose-agents.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { bodyOf, failures, jsonOf, keyHeader, signedInOnly } from "../documentation.ts";
import { fieldsOf } from "../map.ts";
import { boundWalletSchema, challengeRequestSchema, challengeSchema, walletRequestSchema } from "../schema.ts";
import { operationView, userView } from "../views.ts";

/** Binding a wallet: the text to sign, and the signature. */
export function walletRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const middlewares = [bearer(services), limiter.limit("write")];

  endpoint(
    app,
    {
      method: "post",
      path: "/auth/wallet/challenge",
      tags: ["Inspection"],
      summary: "Ask for the text that a wallet has to sign to be bound",
      ...signedInOnly,
      request: bodyOf(challengeRequestSchema),
      responses: {
        200: jsonOf(challengeSchema, "The text, good for five minutes and once"),
        ...failures(400, 401, 403, 413, 415, 422, 429),
      },
    },
    middlewares,
    async (context) => {
      const body = fieldsOf(await readJson(context));
      const { message, nonce, expiresAt } = await challengeWallet(services, contextOf(context), body);
      return context.json({ message, nonce, expires_at: isoTime(expiresAt) });
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/auth/wallet",
      tags: ["Inspection"],
      summary: "Bind a wallet to the account",
      description:
        "The signature is over the text of the challenge, by the wallet's key or as its contract has it (ERC-1271); " +
        "that of a contract that is not deployed yet comes with its factory (ERC-6492). With the address alone it is noted " +
        "as what the account says of itself: shown to the account alone, and unproved; this server goes on signing.",
      ...signedInOnly,
      request: { headers: keyHeader, ...bodyOf(walletRequestSchema) },
      responses: {
        200: jsonOf(boundWalletSchema, "Bound"),
        ...failures(400, 401, 403, 409, 413, 415, 422, 429, 503),
      },
    },
    middlewares,
    async (context) => {
      const body = fieldsOf(await readJson(context));
      if (isClaim(body)) {
        const claimed = await claimWallet(services, contextOf(context), body);
        return context.json({ user: userView(requireAccount(contextOf(context)), claimed), operations: [] });
      }
      const { account, operations } = await bindWallet(services, contextOf(context), body);
      return context.json({ user: userView(account), operations: operations.map(operationView) });
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/auth/wallet/operations",
      tags: ["Inspection"],
      summary: "Ask for what the account's wallets have yet to sign about its custodial address",
      description:
        "By these the custodial address becomes the agent of the wallet that is bound, and of those bound before no more. " +
        "They are of binding's answer as well; nothing waits for them.",
      ...signedInOnly,
      responses: {
        200: jsonOf(boundWalletSchema, "The account, and what is to be signed"),
        ...failures(401, 429, 503),
      },
    },
    middlewares,
    async (context) => {
      const account = requireAccount(contextOf(context));
      const operations = await proposeAgents(services, account);
      const user = userView(account, await claimedWallet(services, account));
      return context.json({ user, operations: operations.map(operationView) });
    },
  );
}

/** Whether a wallet is named, and no proof is tried. */
function isClaim({ message, signature }: Readonly<Record<string, unknown>>): boolean {
  return [message, signature].every((part) => part === undefined || part === null || part === "");
}
