import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { logIn } from "../../../../domain/sessions/log-in.ts";
import { logOut } from "../../../../domain/sessions/log-out.ts";
import { openSession, type SessionTokens } from "../../../../domain/sessions/open-session.ts";
import { refreshSession } from "../../../../domain/sessions/refresh-session.ts";
import { DomainError } from "../../../../domain/shared/errors.ts";
import { logInByWallet } from "../../../../domain/wallets/log-in-by-wallet.ts";
import { wechatLogIn } from "../../../../domain/wechat/wechat-log-in.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application, Middleware, RequestContext } from "../../../http/env.ts";
import { contextOf } from "../../../http/request.ts";
import { countTry } from "../../../http/tries.ts";
import type { RouteOptions } from "../../../options.ts";
import { ACCOUNTS_PREFIX, failures, jsonOf, NO_STORE, requestOf, signedInOnly } from "../documentation.ts";
import { textOf } from "../map.ts";
import { browserCredentialsSchema, browserTokenSchema, messageSchema } from "../schema.ts";

/** The only path that the cookie is sent to. */
const PATH = `${ACCOUNTS_PREFIX}/session`;

const COOKIE = "suyuan_session";

/** Seconds that a browser keeps the cookie: what the session itself is good for is checked here. */
const KEPT = 30 * 86_400;

/**
 * Sessions of this host's own pages: the access token is for the page's memory; the refresh token stays in a cookie that
 * no script reads, sent to this path alone and by no other site's pages.
 */
export function browserSessionRoutes(app: Application, options: RouteOptions): void {
  const { services, limiter } = options;
  const { publicUrl } = services.settings;
  const cookie = {
    path: PATH,
    httpOnly: true,
    sameSite: "Strict",
    secure: publicUrl.startsWith("https:"),
    maxAge: KEPT,
  } as const;

  /** A browser tells the page's origin with each request that changes something. */
  const ownPages: Middleware = async (context, next) => {
    const origin = context.req.header("origin");
    const isOwn = origin !== undefined && [publicUrl, context.req.url].some((url) => new URL(url).origin === origin);
    // Behind a proxy that ends TLS the request's own scheme is another.
    const isOwnHost =
      origin !== undefined && URL.canParse(origin) && new URL(origin).host === context.req.header("host");
    if (!isOwn && !isOwnHost)
      throw new DomainError("forbidden", "Sessions with a cookie are for this host's own pages");
    await next();
  };

  const answer = (context: RequestContext, { token, expiresIn, refreshToken }: SessionTokens) => {
    setCookie(context, COOKIE, refreshToken, cookie);
    return context.json({ access_token: token, token_type: "Bearer", expires_in: expiresIn }, 200, NO_STORE);
  };

  endpoint(
    app,
    {
      method: "post",
      path: PATH,
      tags: ["Accounts"],
      summary: "Log in from a page of this host: by password, by wallet or by WeChat",
      description:
        "The refresh token comes as a cookie (HttpOnly, SameSite=Strict, of this path). `Origin` must be this host's. " +
        "A wallet signs the text of `POST /auth/login/wallet/challenge`.",
      request: requestOf(browserCredentialsSchema, "A password, a wallet's signature, or a code of WeChat's"),
      responses: { 200: jsonOf(browserTokenSchema, "Logged in"), ...failures(400, 401, 403, 413, 415, 429, 503) },
    },
    [limiter.limit("logIn"), ownPages],
    async (context) => {
      const body = await readJson(context);
      const from = limiter.addressOf(context);
      if (textOf(body, "signature") !== "") return answer(context, await logInByWallet(services, body, from));
      if (textOf(body, "code") !== "") {
        const { account } = await wechatLogIn(services, body);
        return answer(context, await openSession(services, account));
      }
      const tried = await countTry(options, context, textOf(body, "username"), "failedLogIn");
      const session = await logIn(services, body, from);
      await tried.succeeded();
      return answer(context, session);
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: `${PATH}/refresh`,
      tags: ["Accounts"],
      summary: "Go on with a page's session, by its cookie",
      responses: { 200: jsonOf(browserTokenSchema, "A new access token"), ...failures(401, 403, 429) },
    },
    [limiter.limit("session"), ownPages],
    async (context) => {
      const refreshToken = getCookie(context, COOKIE);
      if (refreshToken === undefined) throw new DomainError("unauthenticated", "Nobody is signed in here");
      const session = await refreshSession(services, contextOf(context), { refreshToken }).catch((error: unknown) => {
        // It will not be good again; whatever else failed may pass.
        if (error instanceof DomainError && ["unauthenticated", "validation"].includes(error.code)) {
          deleteCookie(context, COOKIE, cookie);
          throw new DomainError("unauthenticated", "The refresh token is invalid or has expired", [], { cause: error });
        }
        throw error;
      });
      return answer(context, session);
    },
  );

  endpoint(
    app,
    {
      method: "delete",
      path: PATH,
      tags: ["Accounts"],
      summary: "End a page's session, and take its cookie back",
      ...signedInOnly,
      responses: { 200: jsonOf(messageSchema, "Logged out"), ...failures(401, 403, 429) },
    },
    [ownPages, bearer(services), limiter.limit("session")],
    async (context) => {
      await logOut(services, contextOf(context));
      deleteCookie(context, COOKIE, cookie);
      return context.json({ message: "Logged out successfully" }, 200, NO_STORE);
    },
  );
}
