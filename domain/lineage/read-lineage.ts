import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { findBatchByCodeOrThrow, findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import type { Context, Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { DEEPEST, MOST_BATCHES, MOST_EDGES } from "./bounds.ts";
import type { Direction, LineageEdge, LineageGraph, LineageNode } from "./ports.ts";
import { isShownToAll, takesPart } from "./withheld.ts";

const DEPTH = `Depth must be a whole number from 1 to ${DEEPEST}`;

const lineageInput = z.object({
  direction: z.enum(["up", "down", "both"], { error: "Direction must be up, down or both" }).default("both"),
  depth: z.coerce.number({ error: DEPTH }).int(DEPTH).min(1, DEPTH).max(DEEPEST, DEPTH).default(DEEPEST),
});

/** A batch as a reader is shown it; of one that is withheld from it no more than that it is there. */
export interface ShownNode {
  readonly key: string;
  readonly depth: number;
  /** Null while it is withheld. */
  readonly batch: LineageNode | null;
  /** Who holds it now; null for whom that does not concern. */
  readonly holder: { readonly address: Hex; readonly account: Account | undefined } | null;
}

/** A lineage as a reader is shown it. */
export interface ShownLineage {
  readonly root: Batch;
  readonly nodes: readonly ShownNode[];
  readonly edges: readonly (Omit<LineageEdge, "parent" | "child"> & {
    readonly from: string;
    readonly to: string;
    readonly unit: string | null;
  })[];
  /** How many batches there are each way, withheld ones among them, as far as the reader is shown a way there. */
  readonly counts: { readonly up: number; readonly down: number };
  readonly isTruncated: boolean;
}

type Needs = Pick<Services, "accounts" | "keys" | "lineages" | "mirror">;

/**
 * What a batch was made of, and what became of it. Who holds what is for those who made the batch, or hold it or any of its
 * lineage, whichever way and however far is asked, and for regulators and inspectors; others are shown neither that nor what
 * is withheld (withheld.ts). Throws
 * `not-found` and `validation`.
 */
export async function readLineage(
  services: Needs & Pick<Services, "outbox">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<ShownLineage> {
  requireAccount(context);
  const { direction, depth } = parseInput(lineageInput, input);
  const batch = await findBatchOrThrow(services, traceId);
  const isParticipant = await takesPart(services, context, batch);
  const isShown = isParticipant ? () => true : isShownToAll;
  const graphs = await graphsOf(services, batch, direction, depth, isShown);
  return shownLineage(services, batch, graphs, isParticipant, isShown);
}

/** What the public sees of a lineage: what the batch was made of, and how much became of it. Throws `not-found`. */
export async function readPublicLineage(
  services: Needs & Pick<Services, "batchId" | "outbox">,
  code: string,
  input: unknown,
): Promise<ShownLineage> {
  const { depth } = parseInput(lineageInput.pick({ depth: true }), input);
  const batch = await findBatchByCodeOrThrow(services, code);
  const graphs = await graphsOf(services, batch, "both", depth, isShownToAll);
  return shownLineage(services, batch, { ...graphs, down: null }, false, isShownToAll, graphs.down);
}

type Graphs = { readonly up: LineageGraph; readonly down: LineageGraph };
const NOTHING: LineageGraph = { nodes: [], edges: [], isTruncated: false };

async function graphsOf(
  { lineages }: Pick<Services, "lineages">,
  { id }: Batch,
  direction: "up" | "down" | "both",
  depth: number,
  through: (node: LineageNode) => boolean,
): Promise<Graphs> {
  const follow = (way: Direction) =>
    lineages.follow([id], way, depth, MOST_BATCHES, { mostEdges: MOST_EDGES, through });
  const [up, down] = await Promise.all([
    direction === "down" ? NOTHING : follow("up"),
    direction === "up" ? NOTHING : follow("down"),
  ]);
  return { up, down };
}

async function shownLineage(
  { accounts }: Pick<Services, "accounts">,
  root: Batch,
  { up, down }: { readonly up: LineageGraph; readonly down: LineageGraph | null },
  withHolders: boolean,
  isShown: (node: LineageNode) => boolean,
  counted: LineageGraph | null = down,
): Promise<ShownLineage> {
  const nodes = new Map([...up.nodes, ...(down?.nodes ?? [])].map((node) => [node.id, node]));
  const holders = withHolders
    ? await accounts.byAddresses([...new Set([...nodes.values()].map((node) => node.custodian))])
    : new Map();
  const keys = new Map<Hex, string>();
  let withheld = 0;
  for (const node of nodes.values()) {
    const isOpen = isShown(node) || node.id === root.id;
    // With a space, that no code has.
    keys.set(node.id, isOpen ? node.code : `withheld ${++withheld}`);
  }
  const isOpen = (id: Hex) => keys.get(id) === nodes.get(id)?.code;
  const edges = [...up.edges, ...(down?.edges ?? [])].map(({ parent, child, ...edge }) => ({
    ...edge,
    from: keys.get(parent) as string,
    to: keys.get(child) as string,
    unit: nodes.get(parent)?.unit ?? null,
  }));
  return {
    root,
    nodes: [...nodes.values()].map((node) => ({
      key: keys.get(node.id) as string,
      depth: node.depth,
      batch: isOpen(node.id) ? node : null,
      holder: withHolders ? { address: node.custodian, account: holders.get(node.custodian) } : null,
    })),
    edges,
    counts: { up: countOf(up), down: countOf(counted) },
    isTruncated: up.isTruncated || (counted?.isTruncated ?? false),
  };
}

/** Without the batch itself. */
const countOf = (graph: LineageGraph | null) => Math.max(0, (graph?.nodes.length ?? 0) - 1);
