import type { Account } from "../accounts/account.ts";
import { addressesOf, selvesOf } from "../accounts/selves-of.ts";
import type { Batch } from "../batches/batch.ts";
import type { LineageNode } from "../lineage/ports.ts";
import { isHolder } from "../roles/is-holder.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { roleSet } from "../shared/roles.ts";
import type { Affected, RecallItem, RecallScope } from "./ports.ts";

/** The most batches of one recall, and generations that are followed. */
export const MOST_BATCHES = 10_000;
const DEEPEST = 1_000;

/** What a recall would reach, and whether it may be more than is told. */
export interface RecallPlan {
  readonly items: readonly RecallItem[];
  readonly isTruncated: boolean;
}

type Needs = Pick<Services, "keys" | "lineages" | "mirror" | "recallFacts">;

/** The batches that a recall reaches, each with how it can be marked by this account, and by which of its addresses. */
export async function planRecall(
  services: Needs,
  account: Account,
  batch: Batch,
  scope: RecallScope,
): Promise<RecallPlan> {
  const { nodes, isTruncated } = await reached(services, batch, scope);
  const facts = await services.recallFacts.affected(nodes.map(({ id }) => id));
  const roles = await services.mirror.rolesOf(account.address);
  const isRegulator = (roles & roleSet("regulator")) !== 0;
  const selves = selvesOf(services, account);
  const held = await addressesHolding(services, selves, nodes);
  const items = nodes.map((node): RecallItem => {
    const affected = facts.get(node.id);
    return {
      batchId: node.id,
      code: node.code,
      unit: node.unit,
      holder: node.custodian,
      remaining: node.quantity,
      sold: affected?.sold ?? 0n,
      ...markingOf(node, affected, isRegulator ? account.address : null, selves, held),
      operationId: null,
      acknowledgement: null,
    };
  });
  return { items, isTruncated };
}

/**
 * Throws `forbidden` unless the account made the batch and all that it was made of: the siblings of what one holds are
 * others' business, and their holders nobody's to write to.
 */
export async function requireMakerOfAll(services: Needs, account: Account, batch: Batch): Promise<void> {
  const { nodes } = await services.lineages.follow([batch.id], "up", DEEPEST, MOST_BATCHES);
  const facts = await services.recallFacts.affected(nodes.map(({ id }) => id));
  const own = addressesOf(services, account);
  if (nodes.every(({ id }) => own.includes(facts.get(id)?.maker as Hex))) return;
  throw new DomainError("forbidden", "A whole lineage is recalled by who made all of it, or by a regulator");
}

/** All batches that a scope has, each once, the batch itself first. */
async function reached(
  { lineages }: Pick<Services, "lineages">,
  { id }: Batch,
  scope: RecallScope,
): Promise<{ readonly nodes: readonly LineageNode[]; readonly isTruncated: boolean }> {
  const down = (from: readonly Hex[], depth = DEEPEST) => lineages.follow(from, "down", depth, MOST_BATCHES);
  if (scope === "batch") return { nodes: (await down([id], 0)).nodes, isTruncated: false };
  if (scope === "descendants") return down([id]);
  const up = await lineages.follow([id], "up", DEEPEST, MOST_BATCHES);
  // From the origins on down all of it is reached.
  const children = new Set(up.edges.map(({ child }) => child));
  const origins = up.nodes.filter((node) => !children.has(node.id)).map((node) => node.id);
  const { nodes, isTruncated } = await down([id, ...origins.filter((origin) => origin !== id)]);
  return { nodes, isTruncated: isTruncated || up.isTruncated };
}

/** Of each custodian, the address of the account's that holds for it. */
async function addressesHolding(
  services: Pick<Services, "mirror">,
  selves: readonly Account[],
  nodes: readonly LineageNode[],
): Promise<ReadonlyMap<Hex, Hex>> {
  const held = new Map<Hex, Hex>();
  for (const custodian of new Set(nodes.map((node) => node.custodian))) {
    for (const { address } of selves) {
      if (!held.has(custodian) && (await isHolder(services, address, custodian))) held.set(custodian, address);
    }
  }
  return held;
}

function markingOf(
  node: LineageNode,
  affected: Affected | undefined,
  regulator: Hex | null,
  selves: readonly Account[],
  held: ReadonlyMap<Hex, Hex>,
): Pick<RecallItem, "marking" | "actor"> {
  if (regulator !== null) return { marking: "order", actor: regulator };
  const holder = held.get(node.custodian);
  const maker = selves.find(({ address }) => address === affected?.maker)?.address;
  // What was withdrawn is no more: only a regulator's order reaches it.
  if (node.status === "withdrawn") return { marking: "notice", actor: null };
  if (holder) return { marking: "holder", actor: holder };
  return maker ? { marking: "maker", actor: maker } : { marking: "notice", actor: null };
}
