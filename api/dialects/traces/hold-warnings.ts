/** Who moves a batch that is on hold, or hands over one that is recalled, is told so in the answer: it is not refused. */
import { handOverNumberOf } from "../../../domain/custody/hand-over.ts";
import { toldHolds } from "../../../domain/holds/told-holds.ts";
import type { Services } from "../../../domain/services.ts";
import { traceIdOf } from "../../../domain/shared/identifiers.ts";
import type { Middleware, RequestContext } from "../../http/env.ts";
import { pathParameter } from "../../http/request.ts";

const WORDS = {
  en: {
    own: (code: string) => `The trace batch ${code} is on hold: a result is awaited`,
    official: (code: string) => `The trace batch ${code} is on hold by an authority: a result is awaited`,
    recalled: (code: string) => `The trace batch ${code} is recalled: only its maker can take it`,
  },
  zh: {
    own: (code: string) => `批次 ${code} 已暂停流通，正等待结果`,
    official: (code: string) => `批次 ${code} 已被监管部门或检验机构暂停流通，正等待结果`,
    recalled: (code: string) => `批次 ${code} 已被召回，仅创建者可接收`,
  },
} as const;

/** Batches by their trace IDs, each with the field that names it. */
type Named = ReadonlyMap<string, string>;

/** Warns of the batches of a request that are on hold, by the fields that name them. */
export function warnsOfHolds(
  services: Pick<Services, "mirror" | "now">,
  named: (context: RequestContext) => Named = inPath,
): Middleware {
  return warns(named, (traceIds) => heldAmong(services, traceIds));
}

/** The same of the batches of a hand-over, and of those that are recalled: a hand-over waits until that is lifted. */
export function warnsOfHandOver(
  services: Pick<Services, "handOvers" | "mirror" | "now">,
  named: (context: RequestContext) => Named | Promise<Named>,
): Middleware {
  return warns(named, async (traceIds) => {
    const [held, batches] = await Promise.all([
      heldAmong(services, traceIds),
      services.mirror.batchesByTraceIds(traceIds),
    ]);
    const recalled = batches.filter(({ status }) => status === "recalled");
    return [...held, ...recalled.map(({ id, code }) => ({ traceId: traceIdOf(id), code, why: "recalled" as const }))];
  });
}

interface Reason {
  readonly traceId: string;
  readonly code: string;
  readonly why: keyof (typeof WORDS)["en"];
}

function warns(
  named: (context: RequestContext) => Named | Promise<Named>,
  reasonsAmong: (traceIds: readonly string[]) => Promise<readonly Reason[]>,
): Middleware {
  return async (context, next) => {
    await next();
    if (!context.res.ok) return;
    const fields = await named(context);
    const words = WORDS[context.get("place").language];
    const warnings = (await reasonsAmong([...fields.keys()])).map(({ traceId, code, why }) => ({
      field: fields.get(traceId) ?? "traceId",
      message: words[why](code),
    }));
    context.set("warnings", warnings);
  };
}

async function heldAmong(services: Pick<Services, "mirror" | "now">, traceIds: readonly string[]): Promise<Reason[]> {
  const told = await toldHolds(services, traceIds);
  return told.map(({ traceId, code, hold }) => ({ traceId, code, why: hold.isOfficial ? "official" : "own" }));
}

const inPath = (context: RequestContext) => new Map([[pathParameter(context, "traceId"), "traceId"]]);

/** Those of the hand-over in the path, as its answer lists them. */
export async function batchesAccepted(
  { handOvers }: Pick<Services, "handOvers">,
  context: RequestContext,
): Promise<Named> {
  const number = handOverNumberOf(pathParameter(context, "handOverId"));
  const handOver = number === undefined ? undefined : await handOvers.byNumber(number);
  return new Map(handOver?.batches.map(({ batchId }, index) => [traceIdOf(batchId), `batches.${index}`]));
}

/** Those that a hand-over names. */
export function batchesHandedOver(context: RequestContext): Named {
  const { traceIds } = context.get("json") as { readonly traceIds: readonly string[] };
  return new Map(traceIds.map((traceId, index) => [traceId, `traceIds.${index}`]));
}

/** Those that a transformation is made of. */
export function batchesPutIn(context: RequestContext): Named {
  const { inputs } = context.get("json") as { readonly inputs: readonly { readonly traceId: string }[] };
  return new Map(inputs.map(({ traceId }, index) => [traceId, `inputs.${index}.traceId`]));
}
