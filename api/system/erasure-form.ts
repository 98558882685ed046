import { askForErasure } from "../../domain/erasures/ask-for-erasure.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import { readBytes } from "../http/body.ts";
import type { Application } from "../http/env.ts";
import { sentencesFor } from "../http/language.ts";
import { ERASURE_REQUESTS, type RateLimiter } from "../http/rate-limits.ts";
import { contextOf } from "../http/request.ts";
import { type PageOptions, privatePage } from "./page-answer.ts";

const FORM_LIMIT = 64 * 1024;
const FIELDS = ["batchCode", "seq", "reason", "contact"] as const;

/** Takes what the form of the privacy page sends: nobody needs an account, a script or the API's reference for it. */
export function erasureFormRoute(app: Application, options: PageOptions, limiter: RateLimiter): void {
  app.post("/privacy", async (context) => {
    const type = context.req.header("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
    if (type !== "application/x-www-form-urlencoded") {
      throw new DomainError("unsupported-media-type", "The body must be application/x-www-form-urlencoded");
    }
    await limiter.countRoute(context, ...ERASURE_REQUESTS);
    const form = new URLSearchParams(new TextDecoder().decode(await readBytes(context, FORM_LIMIT)));
    const fields = Object.fromEntries(FIELDS.map((name) => [name, (form.get(name) ?? "").trim()]));
    const { seq, ...told } = fields;
    const show = (erasureRequest: object) => privatePage(context, options, "/privacy", { erasureRequest });
    try {
      const input = { ...told, ...(seq && { seq: Number(seq) }) };
      const { dueAt } = await askForErasure(options.services, contextOf(context), input);
      return show({ dueOn: dueAt.toISOString().slice(0, 10) });
    } catch (error) {
      if (!(error instanceof DomainError) || !["validation", "not-found"].includes(error.code)) throw error;
      const say = sentencesFor(context);
      const faults = error.details.length > 0 ? error.details.map(({ message }) => message) : [error.message];
      return show({ faults: faults.map(say), fields });
    }
  });
}
