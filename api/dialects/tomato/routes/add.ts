import type { Act } from "../../../../domain/operations/outbox.ts";
import type { Services } from "../../../../domain/services.ts";
import { tomatoIdOf } from "../../../../domain/shared/identifiers.ts";
import { addTomato } from "../../../../domain/tomatoes/add-tomato.ts";
import { bearer } from "../../../http/authentication.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import type { RouteOptions } from "../../../options.ts";
import { readWrite } from "../credentials.ts";
import { accepted, byUidOrToken, failures, jsonOf, writeHeaders } from "../documentation.ts";
import { acceptedOperation } from "../envelope.ts";
import { inWords } from "../errors.ts";
import { addedSchema, additionSchema } from "../schema.ts";

const WORDS = {
  forbidden: "Only Grower or Factory role can add tomato information",
  failed: "Failed to add tomato info",
};

/** A new tomato. */
export function addRoute(app: Application, routes: RouteOptions): void {
  const { services } = routes;
  endpoint(
    app,
    {
      method: "post",
      path: "/add-tomato",
      tags: ["Tomato"],
      summary: "Add a tomato",
      ...byUidOrToken,
      request: { headers: writeHeaders, body: jsonOf(additionSchema, "The tomato") as never },
      responses: {
        200: jsonOf(addedSchema, "Added, and on chain"),
        ...accepted,
        ...failures(400, 401, 403, 409, 413, 429, 500),
      },
    },
    [bearer(services, { optional: true })],
    async (context) => {
      const { asked, fields } = await readWrite(routes, context);
      const input = { productionArea: fields.production_area, harvestDate: fields.harvest_date };
      const { operation, result } = await addTomato(services, asked, input).catch((error: unknown) => {
        throw inWords(error, WORDS);
      });
      const names = namesOf(services, operation.act);
      if (result === null) return acceptedOperation(context, operation, names);
      return context.json({ ...names, message: "Tomato information added successfully" });
    },
  );
}

/** Both are known before the batch is on chain: the id is derived from the code. */
function namesOf(services: Services, act: Act) {
  return "code" in act ? { tomato_id: tomatoIdOf(services.batchId(act.code)), batch_code: act.code } : {};
}
