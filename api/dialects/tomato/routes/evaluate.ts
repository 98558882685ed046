import { evaluateTomato } from "../../../../domain/tomatoes/evaluate-tomato.ts";
import { EvaluatorFailure } from "../../../../domain/tomatoes/evaluator.ts";
import { bearer } from "../../../http/authentication.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import type { RouteOptions } from "../../../options.ts";
import { readWrite } from "../credentials.ts";
import { accepted, byUidOrToken, failures, jsonOf, withPicture, writeHeaders } from "../documentation.ts";
import { acceptedOperation } from "../envelope.ts";
import { inWords } from "../errors.ts";
import { evaluatedSchema, evaluationSchema } from "../schema.ts";

const FORBIDDEN = "只有质量专家角色可以进行评估";

/** A quality expert's evaluation, made by the evaluation service. */
export function evaluateRoute(app: Application, routes: RouteOptions): void {
  const { services } = routes;
  endpoint(
    app,
    {
      method: "post",
      path: "/tomato/expert-evaluate",
      tags: ["Tomato"],
      summary: "Have a tomato evaluated",
      ...byUidOrToken,
      request: { headers: writeHeaders, body: withPicture(evaluationSchema, "What to evaluate") as never },
      responses: {
        200: jsonOf(evaluatedSchema, "The evaluation service's answer as it came; a success is on chain"),
        ...accepted,
        ...failures(400, 401, 403, 404, 409, 413, 429, 500),
      },
    },
    [bearer(services, { optional: true })],
    async (context) => {
      const { asked, fields, picture } = await readWrite(routes, context, { takesPicture: true });
      const input = { tomatoId: fields.tomato_id, role: fields.role };
      const { text, operation, pending } = await evaluateTomato(services, asked, input, picture).catch(
        (error: unknown) => {
          const service = error instanceof EvaluatorFailure;
          const failed = service ? "Failed to call Spring Boot service" : "Failed to record the evaluation";
          throw inWords(error, { forbidden: FORBIDDEN, failed });
        },
      );
      if (operation && pending) return acceptedOperation(context, operation, { evaluation: JSON.parse(text) });
      return context.body(text, 200, { "Content-Type": "application/json" });
    },
  );
}
