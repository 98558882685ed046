import { z } from "@hono/zod-openapi";
import { accountProfile, addressNamed, profileHistory } from "../../../../domain/profiles/account-profile.ts";
import { confirmProfile } from "../../../../domain/profiles/confirm-profile.ts";
import { findByGln } from "../../../../domain/profiles/find-by-gln.ts";
import { putProfile } from "../../../../domain/profiles/put-profile.ts";
import { withdrawConfirmation } from "../../../../domain/profiles/withdraw-confirmation.ts";
import { withdrawProfile } from "../../../../domain/profiles/withdraw-profile.ts";
import { requireAccount } from "../../../../domain/shared/require-account.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import {
  accepted,
  dataOf,
  failures,
  jsonOf,
  pageMeta,
  pageQuery,
  signedInOnly,
  writeHeaders,
} from "../documentation.ts";
import { acceptedOperation, pageMetaOf, success, successOfWrite } from "../envelope.ts";
import { confirmationInputSchema, profileHistorySchema, profileInputSchema, profileSchema } from "../profile-schema.ts";
import { profileEventView, profileView } from "../views/profile.ts";

const OWN = "/v1/profile";
const OF_ACCOUNT = "/v1/accounts/{account}/profile";
const params = z.object({ account: z.string().openapi({ description: "An account's id, or an address" }) });

/** Who accounts are: what they say of themselves, and who confirms it. */
export function profileRoutes(app: Application, options: RouteOptions): void {
  ownRoutes(app, options);
  publicRoutes(app, options);
  confirmationRoutes(app, options);
}

function ownRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const common = { path: OWN, tags: ["Profiles"], ...signedInOnly };

  endpoint(
    app,
    {
      ...common,
      method: "get",
      summary: "Who one is: what one says, and what is confirmed",
      responses: { 200: dataOf(profileSchema, "The profile"), ...failures(401) },
    },
    [bearer(services)],
    async (context) => {
      const { address } = requireAccount(contextOf(context));
      return success(context, profileView(await accountProfile(services, address)));
    },
  );

  endpoint(
    app,
    {
      ...common,
      method: "put",
      summary: "Say who one is, on chain",
      description:
        "Takes the place of what one said before. A confirmation stays with what was confirmed: one goes by that until an officer confirms the new one, or takes the old one back.",
      request: { headers: writeHeaders, body: jsonOf(profileInputSchema, "The profile") as never },
      responses: {
        200: dataOf(profileSchema, "On chain"),
        ...accepted,
        ...failures(400, 401, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const written = await putProfile(services, contextOf(context), await readJson(context));
      if ("address" in written) return success(context, profileView(written));
      const { operation, result } = written;
      return result ? success(context, profileView(result)) : acceptedOperation(context, operation);
    },
  );

  endpoint(
    app,
    {
      ...common,
      method: "delete",
      summary: "Take back what one said of oneself",
      description: "What an officer confirmed stays that officer's word, and every line stays on chain.",
      request: { headers: writeHeaders },
      responses: { 204: { description: "Taken back" }, ...accepted, ...failures(401, 404, 409, 429) },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const written = await withdrawProfile(services, contextOf(context));
      return written.result === null ? acceptedOperation(context, written.operation) : context.body(null, 204);
    },
  );
}

function publicRoutes(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "get",
      path: "/v1/accounts",
      tags: ["Profiles"],
      summary: "Find the account that is confirmed to have a location number (GLN)",
      description: "One that an account merely says it has is never found by, nor one that two are confirmed to have.",
      ...signedInOnly,
      request: { query: z.object({ gln: z.string() }) },
      responses: {
        200: jsonOf(
          z.object({
            status: z.literal("success"),
            data: z.array(profileSchema),
            meta: z.object({ totalItems: z.int() }),
          }),
          "One or none",
        ),
        ...failures(401, 422, 429),
      },
    },
    [bearer(services), limiter.limit("search")],
    async (context) => {
      const found = await findByGln(services, contextOf(context), context.req.query());
      return context.json({ status: "success", data: found.map(profileView), meta: { totalItems: found.length } });
    },
  );

  endpoint(
    app,
    {
      method: "get",
      path: OF_ACCOUNT,
      tags: ["Profiles"],
      summary: "Who is behind an address: what it says, who confirmed it and when, and all that was said before",
      request: { params, query: pageQuery.omit({ search: true }) },
      responses: {
        200: jsonOf(
          z.object({
            status: z.literal("success"),
            data: profileHistorySchema,
            meta: pageMeta,
          }),
          "The profile, and one page of its history, the newest first",
        ),
        ...failures(404, 422, 429),
      },
    },
    [limiter.limit("search")],
    async (context) => {
      const address = await addressNamed(services, pathParameter(context, "account"));
      const [profile, history] = await Promise.all([
        accountProfile(services, address),
        profileHistory(services, address, context.req.query()),
      ]);
      return context.json({
        status: "success",
        data: { ...profileView(profile), history: history.items.map(profileEventView) },
        meta: pageMetaOf(history),
      });
    },
  );
}

function confirmationRoutes(app: Application, { services, limiter }: RouteOptions): void {
  const common = { path: `${OF_ACCOUNT}/confirmation`, tags: ["Profiles"], ...signedInOnly };

  endpoint(
    app,
    {
      ...common,
      method: "post",
      summary: "Confirm what an account says of itself, as a registrar or regulator on chain",
      description: "Nobody confirms an account of its own.",
      request: { params, headers: writeHeaders, body: jsonOf(confirmationInputSchema, "What is confirmed") as never },
      responses: {
        201: dataOf(profileSchema, "Confirmed on chain"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const [asked, account] = [contextOf(context), pathParameter(context, "account")];
      return successOfWrite(
        context,
        await confirmProfile(services, asked, account, await readJson(context)),
        profileView,
      );
    },
  );

  endpoint(
    app,
    {
      ...common,
      method: "delete",
      summary: "Take back one's own confirmation",
      request: { params, headers: writeHeaders },
      responses: { 204: { description: "Taken back" }, ...accepted, ...failures(401, 403, 404, 409, 429) },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const written = await withdrawConfirmation(services, contextOf(context), pathParameter(context, "account"));
      return written.result === null ? acceptedOperation(context, written.operation) : context.body(null, 204);
    },
  );
}
