import type { Account } from "../accounts/account.ts";
import { selvesOf } from "../accounts/selves-of.ts";
import type { Batch } from "../batches/batch.ts";
import { DEEPEST, MOST_BATCHES } from "../lineage/bounds.ts";
import type { LineageNode } from "../lineage/ports.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { roleSet } from "../shared/roles.ts";
import type { MarkingPlan, NewRecallItem, RecallScope } from "./ports.ts";

/** What a recall would reach, and whether it may be more than is told. */
export interface RecallPlan {
  readonly items: readonly NewRecallItem[];
  readonly isTruncated: boolean;
}

/** What planning takes. */
export type PlanServices = Pick<Services, "keys" | "lineages" | "mirror" | "recallFacts">;

/** As whom an account can mark batches. */
export interface Standing {
  /** Its address, where that is a regulator's. */
  readonly regulator: Hex | null;
  /** Its addresses, the preferred first. */
  readonly addresses: readonly Hex[];
  /** Of each custodian whom one of them acts for, that one. */
  readonly actingFor: ReadonlyMap<Hex, Hex>;
}

/** As whom an account can mark batches now. */
export async function standingOf(services: PlanServices, account: Account): Promise<Standing> {
  const addresses = selvesOf(services, account).map(({ address }) => address);
  const [roles, actingFor] = await Promise.all([
    services.mirror.rolesOf(account.address),
    services.recallFacts.actingFor(addresses),
  ]);
  return { regulator: (roles & roleSet("regulator")) === 0 ? null : account.address, addresses, actingFor };
}

/**
 * The batches that a recall reaches, each with how it can be marked, and by which address.
 *
 * @param most The most batches that it begins with; what appears later is taken in beyond that.
 */
export async function planRecall(
  services: PlanServices,
  standing: Standing,
  batchId: Hex,
  scope: RecallScope,
  most = MOST_BATCHES,
): Promise<RecallPlan> {
  const { nodes, isTruncated } = await reached(services, standing, batchId, scope, most);
  const makers = await services.recallFacts.makersOf(nodes.map(({ id }) => id));
  const items = nodes.map(
    (node): NewRecallItem => ({
      batchId: node.id,
      code: node.code,
      unit: node.unit,
      holder: node.custodian,
      remaining: node.quantity,
      sold: BigInt(node.gone.sold ?? 0),
      ...markingOf(node, makers.get(node.id), standing),
    }),
  );
  return { items, isTruncated };
}

/** Throws `forbidden` unless the account can have the batch itself marked: all else costs as much as there are batches. */
export async function requireOwn(
  { recallFacts }: Pick<Services, "recallFacts">,
  standing: Standing,
  batch: Batch,
): Promise<void> {
  const makers = await recallFacts.makersOf([batch.id]);
  if (markingOf(batch, makers.get(batch.id), standing).actor !== null) return;
  throw new DomainError("forbidden", "Only who holds or made this trace batch recalls it, or a regulator");
}

/**
 * Throws `forbidden` unless the account made the batch and all that it was made of, or is a regulator: the siblings of what
 * one holds are others' business, and their holders nobody's to write to.
 */
export async function requireMakerOfAll(services: PlanServices, standing: Standing, { id }: Batch): Promise<void> {
  if (standing.regulator !== null) return;
  const { nodes } = await services.lineages.follow([id], "up", DEEPEST, MOST_BATCHES);
  const makers = await services.recallFacts.makersOf(nodes.map((node) => node.id));
  if (nodes.every((node) => standing.addresses.includes(makers.get(node.id) as Hex))) return;
  throw new DomainError("forbidden", "A whole lineage is recalled by who made all of it, or by a regulator");
}

/** How a batch can be marked, and by which address. */
export function markingOf(
  { custodian, status }: Pick<LineageNode, "custodian" | "status">,
  madeBy: Hex | undefined,
  { regulator, addresses, actingFor }: Standing,
): MarkingPlan {
  if (regulator !== null) return { marking: "order", actor: regulator };
  // What was withdrawn is no more: only a regulator's order reaches it.
  if (status === "withdrawn") return { marking: "notice", actor: null };
  const maker = addresses.find((address) => address === madeBy);
  const agent = actingFor.get(custodian);
  // As the contract has it: who holds and made a batch recalls it as its holder, an agent of its holder as its maker.
  if (addresses.includes(custodian)) return { marking: "holder", actor: custodian };
  if (maker) return { marking: "maker", actor: maker };
  return agent ? { marking: "holder", actor: agent } : { marking: "notice", actor: null };
}

/**
 * Whether an account recalls a batch as who made it, or orders it: what it says is then of all that was made of it. Who only
 * holds what is left answers for what was taken of it since.
 */
export async function isOfAll(
  { recallFacts }: Pick<Services, "recallFacts">,
  { regulator, addresses }: Standing,
  id: Hex,
): Promise<boolean> {
  if (regulator !== null) return true;
  const maker = (await recallFacts.makersOf([id])).get(id);
  return maker !== undefined && addresses.includes(maker);
}

/** All batches that a scope has, each once, the batch itself first. */
async function reached(
  services: Pick<Services, "lineages" | "recallFacts">,
  standing: Standing,
  id: Hex,
  scope: RecallScope,
  most: number,
): Promise<{ readonly nodes: readonly LineageNode[]; readonly isTruncated: boolean }> {
  const { lineages, recallFacts } = services;
  const down = (from: readonly Hex[], depth = DEEPEST) => lineages.follow(from, "down", depth, most);
  if (scope === "batch") return { nodes: (await down([id], 0)).nodes, isTruncated: false };
  if (scope === "descendants") {
    if (await isOfAll(services, standing, id)) return down([id]);
    const { addresses, actingFor } = standing;
    const taken = await recallFacts.takenSince(id, [...addresses, ...actingFor.keys()]);
    const [own, below] = await Promise.all([down([id], 0), down(taken)]);
    return { nodes: [...own.nodes, ...below.nodes], isTruncated: below.isTruncated };
  }
  const up = await lineages.follow([id], "up", DEEPEST, most);
  // From the origins on down all of it is reached.
  const children = new Set(up.edges.map(({ child }) => child));
  const origins = up.nodes.filter((node) => !children.has(node.id)).map((node) => node.id);
  const { nodes, isTruncated } = await down([id, ...origins.filter((origin) => origin !== id)]);
  return { nodes, isTruncated: isTruncated || up.isTruncated };
}
