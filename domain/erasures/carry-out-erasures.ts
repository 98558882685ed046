import { capacityOf } from "../records/capacity.ts";
import { digestAt, type Erasure, erasureOf, isSound } from "../records/erasures.ts";
import type { Line } from "../records/line.ts";
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { roleSet } from "../shared/roles.ts";
import { wordsForAsker } from "./erasure-requests.ts";
import type { ErasureLine } from "./ports.ts";

const REGULATOR = roleSet("regulator");
const AT_ONCE = 100;
/** Milliseconds after which all lines are looked at again: a reorganisation may have numbered them anew. */
const ANEW = 3_600_000;

type Carrying = Pick<Services, "accounts" | "delivery" | "erasureRequests" | "erasures" | "now" | "objects">;
type Needs = Carrying & Pick<Services, "administrators" | "mirror">;

/**
 * Whether an erasure's line counts at this installation: a regulator's counts at every one, and else that of who
 * administers this one. Anybody else's is told, and erases nothing here.
 */
export async function countsHere(
  { accounts, administrators }: Pick<Services, "accounts" | "administrators">,
  { args, chain }: Pick<Line, "args" | "chain">,
): Promise<boolean> {
  if (capacityOf(args) !== "authority") return false;
  if ((Number(args.roles) & REGULATOR) !== 0) return true;
  const account = (await accounts.byAddresses([chain.actor])).get(chain.actor);
  return account !== undefined && (await administrators.has(account.id));
}

/**
 * Erase what a line says, wherever it is kept here, and end the request that it names; what somebody else's record needs stays.
 * Can be done again.
 */
export async function carryOut(services: Carrying, erasure: Erasure, target: Line, by: Line): Promise<void> {
  await eraseAll(services, erasure, target);
  if (erasure.request !== undefined) await endRequest(services, erasure.request, by);
}

async function endRequest(services: Carrying, id: string, by: Line): Promise<void> {
  const { batchId, seq, actor } = by.chain;
  const endedBy = (await services.accounts.byAddresses([actor])).get(actor)?.id ?? null;
  const end = { status: "done" as const, endedAt: services.now(), endedBy, answer: null, erasure: seq };
  const words = wordsForAsker(services);
  if (await services.erasureRequests.end({ id, batchId }, end, words)) services.delivery.wake();
}

async function eraseAll({ erasures, objects }: Carrying, erasure: Erasure, target: Line): Promise<void> {
  const document = digestAt(target, erasure.index ?? 0) as Hex;
  const files = erasure.files ?? [];
  const needed = await erasures.neededElsewhere(files, document);
  const gone = files.filter((file) => !needed.has(file));
  await erasures.forgetWords(gone);
  for (const sha256 of gone) if ((await objects.visibility(sha256)) !== "erased") await objects.erase(sha256);
  if (erasure.document === undefined) return;
  if ((await objects.visibility(document)) !== "erased" || isShown(target, erasure)) await objects.erase(document);
}

/** Whether the mirror still has the document that is gone: it follows the storage by itself. */
function isShown(target: Line, { document, index }: Erasure): boolean {
  if (document === undefined) return false;
  return (index === undefined ? target : target.series?.[index])?.visibility !== "erased";
}

/** What one look left: erasures that the mirror does not show yet, and those whose own document is not here. */
export interface LeftErasures {
  readonly shown: number;
  readonly unread: readonly ErasureLine[];
}

/** A look for erasures that were not carried out here. */
export type ErasureCarrier = () => Promise<LeftErasures>;

/**
 * Looks for lines of erasures that were not carried out here: because this process ended meanwhile, because a wallet wrote
 * them, or because a backup from before brought back what they are about. The chain is the ledger of what was erased.
 */
export function erasureCarrier(services: Needs): ErasureCarrier {
  let after = 0;
  let begun = 0;
  /** Those that are looked at again: their own document is not here yet, or what they are about is still shown. */
  const awaited = new Map<number, ErasureLine & { readonly left: "shown" | "unread" }>();

  return async () => {
    const now = services.now().getTime();
    if (now - begun > ANEW) {
      [after, begun] = [0, now];
      awaited.clear();
    }
    const lookAt = async (each: ErasureLine) => {
      const left = await leftOf(services, each);
      if (left) awaited.set(each.line, { ...each, left });
      else awaited.delete(each.line);
    };
    for (const each of [...awaited.values()]) await lookAt(each);
    for (;;) {
      const found = await services.erasures.linesAfter(after, AT_ONCE);
      for (const each of found) {
        await lookAt(each);
        after = each.line;
      }
      if (found.length < AT_ONCE) break;
    }
    const left = [...awaited.values()];
    const unread = left.filter((each) => each.left === "unread");
    return { shown: left.length - unread.length, unread };
  };
}

/** Carry an erasure out if it counts. Gives what is left to wait for. */
async function leftOf(services: Needs, { batchId, seq }: ErasureLine): Promise<"shown" | "unread" | undefined> {
  const lines = await services.mirror.linesOf(batchId);
  const line = lines.find(({ chain }) => chain.seq === seq);
  if (!line) return undefined;
  if (!line.document) return line.visibility === "missing" ? "unread" : undefined;
  const erasure = erasureOf(line);
  const target = erasure && lines.find(({ chain }) => chain.seq === erasure.line);
  if (!erasure || !target || !isSound(erasure, lines) || !(await countsHere(services, line))) return undefined;
  await carryOut(services, erasure, target, line);
  return isShown(target, erasure) ? "shown" : undefined;
}
