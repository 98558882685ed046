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
  if (erasure.request === undefined) return;
  const { batchId, seq, actor } = by.chain;
  const endedBy = (await services.accounts.byAddresses([actor])).get(actor)?.id ?? null;
  const end = { status: "done" as const, endedAt: services.now(), endedBy, answer: null, erasure: seq };
  const words = wordsForAsker(services);
  if (await services.erasureRequests.end({ id: erasure.request, batchId }, end, words)) services.delivery.wake();
}

async function eraseAll({ erasures, objects }: Carrying, erasure: Erasure, target: Line): Promise<void> {
  const document = digestAt(target, erasure.index ?? 0) as Hex;
  const files = erasure.files ?? [];
  const needed = await erasures.neededElsewhere(files, document);
  const gone = files.filter((file) => !needed.has(file));
  await erasures.forgetWords(gone);
  for (const sha256 of gone) if ((await objects.visibility(sha256)) !== "erased") await objects.erase(sha256);
  if (erasure.document === undefined) return;
  const isShown = (await objects.visibility(document)) !== "erased" || target.visibility !== "erased";
  if (isShown) await objects.erase(document);
}

/**
 * Looks for lines of erasures that were not carried out here: because this process ended meanwhile, because a wallet wrote
 * them, or because a backup from before brought back what they are about. The chain is the ledger of what was erased.
 */
export function erasureCarrier(services: Needs): () => Promise<void> {
  let after = 0;
  let begun = 0;
  /** Those whose own document is not here yet. */
  const awaited = new Map<number, ErasureLine>();

  return async () => {
    const now = services.now().getTime();
    if (now - begun > ANEW) {
      [after, begun] = [0, now];
      awaited.clear();
    }
    for (const each of [...awaited.values()]) if (await isSettled(services, each)) awaited.delete(each.line);
    for (;;) {
      const found = await services.erasures.linesAfter(after, AT_ONCE);
      for (const each of found) {
        if (!(await isSettled(services, each))) awaited.set(each.line, each);
        after = each.line;
      }
      if (found.length < AT_ONCE) return;
    }
  };
}

/** Carry an erasure out if it counts. Gives whether there is nothing left to wait for. */
async function isSettled(services: Needs, { batchId, seq }: ErasureLine): Promise<boolean> {
  const lines = await services.mirror.linesOf(batchId);
  const line = lines.find(({ chain }) => chain.seq === seq);
  if (!line) return true;
  if (!line.document) return line.visibility !== "missing";
  const erasure = erasureOf(line);
  const target = erasure && lines.find(({ chain }) => chain.seq === erasure.line);
  if (!erasure || !target || !isSound(erasure, lines)) return true;
  if (await countsHere(services, line)) await carryOut(services, erasure, target, line);
  return true;
}
