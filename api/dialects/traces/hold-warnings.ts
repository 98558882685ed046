/** Who moves a batch that is on hold is told so in the answer: it is not refused. */
import { toldHolds } from "../../../domain/holds/told-holds.ts";
import type { Services } from "../../../domain/services.ts";
import type { Middleware, RequestContext } from "../../http/env.ts";
import { pathParameter } from "../../http/request.ts";

const WORDS = {
  en: {
    own: (code: string) => `The trace batch ${code} is on hold: a result is awaited`,
    official: (code: string) => `The trace batch ${code} is on hold by an authority: a result is awaited`,
  },
  zh: {
    own: (code: string) => `批次 ${code} 已暂停流通，正等待结果`,
    official: (code: string) => `批次 ${code} 已被监管部门或检验机构暂停流通，正等待结果`,
  },
} as const;

/** Warns of the batches of a request that are on hold, by the fields that name them. */
export function warnsOfHolds(
  services: Pick<Services, "mirror" | "now">,
  named: (context: RequestContext) => ReadonlyMap<string, string> = inPath,
): Middleware {
  return async (context, next) => {
    await next();
    if (!context.res.ok) return;
    const fields = named(context);
    const words = WORDS[context.get("place").language];
    const told = await toldHolds(services, [...fields.keys()]);
    const warnings = told.map(({ traceId, code, hold }) => ({
      field: fields.get(traceId) ?? "traceId",
      message: words[hold.isOfficial ? "official" : "own"](code),
    }));
    context.set("warnings", warnings);
  };
}

const inPath = (context: RequestContext) => new Map([[pathParameter(context, "traceId"), "traceId"]]);

/** Those that a hand-over names. */
export function batchesHandedOver(context: RequestContext): ReadonlyMap<string, string> {
  const { traceIds } = context.get("json") as { readonly traceIds: readonly string[] };
  return new Map(traceIds.map((traceId, index) => [traceId, `traceIds.${index}`]));
}

/** Those that a transformation is made of. */
export function batchesPutIn(context: RequestContext): ReadonlyMap<string, string> {
  const { inputs } = context.get("json") as { readonly inputs: readonly { readonly traceId: string }[] };
  return new Map(inputs.map(({ traceId }, index) => [traceId, `inputs.${index}.traceId`]));
}
