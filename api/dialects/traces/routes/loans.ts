import { z } from "@hono/zod-openapi";
import { endLoan } from "../../../../domain/catalogue/end-loan.ts";
import { lendItem } from "../../../../domain/catalogue/lend-item.ts";
import { listLoans } from "../../../../domain/catalogue/list-loans.ts";
import type { Lendable, Loan } from "../../../../domain/catalogue/loan.ts";
import type { LendableStore } from "../../../../domain/catalogue/ports.ts";
import { ITEMS, type ItemKind } from "../../../../domain/catalogue/require-use.ts";
import { accountsWithLookalikes } from "../../../../domain/profiles/lookalikes.ts";
import { bearer } from "../../../http/authentication.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import { contextOf, pathParameter } from "../../../http/request.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, jsonOf, pageOf, pageQuery, signedInOnly, writeHeaders } from "../documentation.ts";
import { success, successPage } from "../envelope.ts";
import { loanInputSchema, loanSchema } from "../loan-schema.ts";
import { loanView } from "../views/loan.ts";

/** Locations and products are used by their owners, and by those to whom they are lent. */
export function loanRoutes(app: Application, options: RouteOptions): void {
  const { farms, locations, products } = options.services;
  routesOf(app, options, "farm", farms);
  routesOf(app, options, "location", locations);
  routesOf(app, options, "product", products);
}

function routesOf<T extends Lendable>(
  app: Application,
  { services, limiter }: RouteOptions,
  kind: ItemKind,
  store: LendableStore<T>,
): void {
  const path = `${ITEMS[kind].path}/{id}/loans`;
  const common = { path, tags: ["Catalogue"], ...signedInOnly };
  const params = z.object({ id: z.string() });
  const alikeAmong = (loans: readonly Loan[]) =>
    accountsWithLookalikes(
      services,
      loans.flatMap(({ to }) => to ?? []),
    );

  endpoint(
    app,
    {
      ...common,
      method: "get",
      summary: `List whom a ${kind} of one's own is lent to`,
      request: { params, query: pageQuery.omit({ search: true }) },
      responses: { 200: pageOf(loanSchema, "One page"), ...failures(401, 403, 404, 422) },
    },
    [bearer(services)],
    async (context) => {
      const id = pathParameter(context, "id");
      const page = await listLoans(contextOf(context), store, kind, id, context.req.query());
      const alike = await alikeAmong(page.items);
      return successPage(context, page, (loan) => loanView(loan, alike));
    },
  );

  endpoint(
    app,
    {
      ...common,
      method: "post",
      summary: `Lend a ${kind} of one's own`,
      description: "To all only by an administrator, or on a development instance.",
      request: { params, headers: writeHeaders, body: jsonOf(loanInputSchema, "Whom it is lent to") as never },
      responses: {
        201: dataOf(loanSchema, "Lent, since when it first was"),
        ...failures(400, 401, 403, 404, 409, 413, 415, 422, 429),
      },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const [asked, id] = [contextOf(context), pathParameter(context, "id")];
      const loan = await lendItem(services, asked, store, kind, id, await readJson(context));
      return success(context, loanView(loan, await alikeAmong([loan])), 201);
    },
  );

  endpoint(
    app,
    {
      ...common,
      method: "delete",
      path: `${path}/{to}`,
      summary: `End a loan of a ${kind} of one's own`,
      description: "`to` is an account's id, username or address, or `all`. What was made of it before stays.",
      request: { params: params.extend({ to: z.string() }), headers: writeHeaders },
      responses: { 204: { description: "Ended" }, ...failures(401, 403, 404, 429) },
    },
    [bearer(services), limiter.limit("write")],
    async (context) => {
      const [id, to] = [pathParameter(context, "id"), pathParameter(context, "to")];
      await endLoan(services, contextOf(context), store, kind, id, to);
      return context.body(null, 204);
    },
  );
}
