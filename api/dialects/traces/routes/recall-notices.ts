import {
  answerOutsidersNotice,
  type OutsidersNotice,
  readOutsidersNotice,
} from "../../../../domain/recalls/outsiders.ts";
import { isoTime } from "../../../../domain/shared/time.ts";
import { readJson } from "../../../http/body.ts";
import { endpoint } from "../../../http/endpoint.ts";
import type { Application } from "../../../http/env.ts";
import type { RouteOptions } from "../../../options.ts";
import { dataOf, failures, jsonOf } from "../documentation.ts";
import { success } from "../envelope.ts";
import { outsiderAnswerSchema, outsiderNoticeSchema, outsiderTokenSchema } from "../recall-schema.ts";
import { outsiderView, standingRecallView } from "../views/recall.ts";

/** By address: a firm reads a notice a few times. */
const LIMIT = { points: 60, seconds: 3_600 };
const SMALL = 16 * 1024;
const refusals = failures(400, 404, 409, 413, 415, 422, 429);

/** Notices to firms that are not on the system: the link of a mail is all that they need. */
export function recallNoticeRoutes(app: Application, { services, limiter }: RouteOptions): void {
  endpoint(
    app,
    {
      method: "post",
      path: "/v1/recall-notices/read",
      tags: ["Recalls"],
      summary: "What a recall's mail is about, by the token in its link",
      request: { body: jsonOf(outsiderTokenSchema, "The token") as never },
      responses: { 200: dataOf(outsiderNoticeSchema, "The recall, and what was said of it"), ...refusals },
    },
    [],
    async (context) => {
      await limiter.countRoute(context, "recall-notices", LIMIT);
      return success(context, noticeView(await readOutsidersNotice(services, await readJson(context, SMALL))));
    },
  );

  endpoint(
    app,
    {
      method: "post",
      path: "/v1/recall-notices/acknowledgements",
      tags: ["Recalls"],
      summary: "Say what was found of recalled goods, by the token in the mail's link",
      request: { body: jsonOf(outsiderAnswerSchema, "The token, and what was found") as never },
      responses: { 201: dataOf(outsiderNoticeSchema, "The recall with what was said"), ...refusals },
    },
    [],
    async (context) => {
      await limiter.countRoute(context, "recall-notices", LIMIT);
      return success(context, noticeView(await answerOutsidersNotice(services, await readJson(context, SMALL))), 201);
    },
  );
}

function noticeView({ outsider, recall, by }: OutsidersNotice) {
  return {
    id: recall.id,
    batchCode: recall.batchCode,
    ...standingRecallView(recall),
    by,
    liftedAt: recall.liftedAt && isoTime(recall.liftedAt),
    name: outsider.name,
    said: outsiderView(outsider).said,
  };
}
