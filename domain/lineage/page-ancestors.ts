import type { Batch } from "../batches/batch.ts";
import { findBatchByCodeOrThrow, findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import type { Context, Services } from "../services.ts";
import { invalid } from "../shared/errors.ts";
import { traceIdOf } from "../shared/identifiers.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { requireAccount } from "../shared/require-account.ts";
import { DEEPEST, MOST_BATCHES, MOST_EDGES } from "./bounds.ts";
import type { LineageNode } from "./ports.ts";
import { isShownToAll, takesPart } from "./withheld.ts";

type Needs = Pick<Services, "lineages" | "mirror" | "outbox">;

/** A batch that another was made of, and how many steps above it stands: 1 for what went in itself. */
export interface NearAncestor {
  readonly batch: Batch;
  readonly steps: number;
}

const pageInput = pageSchema.omit({ search: true });
/** What a batch was made of never changes, so that a page begins where it did: its number is the whole cursor. */
const NEAREST_FIRST = "ancestors nearest first";

/** One page of what a batch was made of, as far as the caller is shown it (withheld.ts). Throws `not-found`, `validation`. */
export async function pageAncestors(
  services: Needs & Pick<Services, "accounts" | "keys">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<ToldPage<NearAncestor>> {
  requireAccount(context);
  const request = parseInput(pageInput, input);
  const batch = await findBatchOrThrow(services, traceId);
  return pageFor(services, batch, request, (await takesPart(services, context, batch)) ? () => true : isShownToAll);
}

/** The same for anybody, by the batch's code. */
export async function pagePublicAncestors(
  services: Needs & Pick<Services, "batchId">,
  code: string,
  input: unknown,
): Promise<ToldPage<NearAncestor>> {
  const request = parseInput(pageInput, input);
  return pageFor(services, await findBatchByCodeOrThrow(services, code), request, isShownToAll);
}

async function pageFor(
  { lineages, mirror }: Needs,
  { id }: Batch,
  request: ReturnType<typeof pageInput.parse>,
  isShown: (node: LineageNode) => boolean,
): Promise<ToldPage<NearAncestor>> {
  const { cursor, limit } = request;
  if (cursor && (cursor.order !== NEAREST_FIRST || cursor.keys.length > 0)) {
    throw invalid("cursor", "The cursor is of another list, or of this one in another order");
  }
  const page = cursor?.page ?? request.page;
  const bounds = { mostEdges: MOST_EDGES, through: isShown };
  const { nodes } = await lineages.follow([id], "up", DEEPEST, MOST_BATCHES, bounds);
  const shown = nodes.filter((node) => node.id !== id && isShown(node));
  const chosen = shown.slice((page - 1) * limit, page * limit);
  const batches = await mirror.batchesByTraceIds(chosen.map((node) => traceIdOf(node.id)));
  const byId = new Map(batches.map((batch) => [batch.id, batch]));
  const items = chosen.flatMap((node) => {
    const batch = byId.get(node.id);
    return batch ? [{ batch, steps: -node.depth }] : [];
  });
  const next = page * limit < shown.length ? { order: NEAREST_FIRST, page: page + 1, keys: [] } : null;
  return toldPage({ items, total: shown.length, next }, request);
}
