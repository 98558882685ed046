import type { Batch } from "../batches/batch.ts";
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import type { LineageNode } from "./ports.ts";
import { isShownToAll } from "./withheld.ts";

/** The most inputs that are listed; of others it is told how many there are. */
export const MOST_INPUTS_LISTED = 20;
/** More than fit into a transaction. */
const MOST_READ = 1_000;
/** More generations of parts than a code has room for. */
const MOST_PARTS_OF_PARTS = 64;

/** What went into a transformation, as anybody may be told. */
export interface Input {
  /** Null, as all that follows, while it is withheld. */
  readonly code: string | null;
  readonly name: string | null;
  /** How much of it went in, in thousandths of its unit. */
  readonly quantity: bigint | null;
  readonly unit: string | null;
  readonly verdict: LineageNode["verdict"];
  readonly isRecalled: boolean;
}

/** What a good was made of. */
export interface Inputs {
  readonly items: readonly Input[];
  /** How many more there are. */
  readonly more: number;
}

/**
 * What a batch was made of, or what it is a part of; nothing for a harvest and its parts. What is recalled or failed stands
 * first, so that it is not among those that are only counted.
 */
export async function inputsOf({ lineages }: Pick<Services, "lineages">, { id }: Pick<Batch, "id">): Promise<Inputs> {
  let made: Hex = id;
  for (let step = 0; step < MOST_PARTS_OF_PARTS; step++) {
    const { nodes, edges } = await lineages.follow([made], "up", 1, MOST_READ, { mostEdges: MOST_READ });
    const [first] = edges;
    const above = nodes.filter((node) => node.id !== made);
    if (first?.kind !== "split") {
      const used = Map.groupBy(edges, ({ parent }) => parent);
      const items = above
        .map((node) => inputOf(node, used.get(node.id)?.reduce((sum, { quantity }) => sum + quantity, 0n) ?? 0n))
        .toSorted((one, other) => gravity(other) - gravity(one));
      return { items: items.slice(0, MOST_INPUTS_LISTED), more: Math.max(0, items.length - MOST_INPUTS_LISTED) };
    }
    // What a withheld batch was made of is not told of its parts either.
    if (!above.every(isShownToAll)) break;
    made = first.parent;
  }
  return { items: [], more: 0 };
}

function inputOf(node: LineageNode, quantity: bigint): Input {
  if (!isShownToAll(node)) {
    return { code: null, name: null, quantity: null, unit: null, verdict: null, isRecalled: false };
  }
  const { code, name, unit, verdict, recalls } = node;
  return { code, name, quantity, unit, verdict, isRecalled: recalls !== 0 };
}

const gravity = ({ verdict, isRecalled }: Input) => (isRecalled ? 2 : verdict === "fail" ? 1 : 0);
