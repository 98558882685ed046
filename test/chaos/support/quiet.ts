/** After a round: nothing goes wrong any more, blocks come, and what was accepted has all the time it needs. */
import { setTimeout as sleep } from "node:timers/promises";
import { FINAL_DEPTH } from "./anvil.ts";
import type { ChaosWorld } from "./world.ts";

/** For how long operations may take to come to an end when nothing goes wrong, in milliseconds. */
const PATIENCE = 240_000;

/**
 * Mine until no operation is under way, all that there is is final, and the mirror stands at the head. Gives what is
 * still under way when time is up.
 */
export async function comeToRest({ chain, database }: ChaosWorld): Promise<string[]> {
  const underWay = database.prepare(
    "select number, state, act, attempts from operations where state in ('waiting', 'sent', 'mined')",
  );
  const due = database.prepare("select count(*) from role_applications where due = 1").pluck();
  const cursor = database.prepare("select block_number, block_hash, line, final_block from cursor");
  const end = Date.now() + PATIENCE;
  let isFinal = false;
  while (Date.now() < end) {
    const latest = await chain.rpc.block("latest");
    const isMirrored = (cursor.get() as { block_hash: string }).block_hash === latest?.hash;
    const isDone = underWay.all().length === 0 && due.get() === 0;
    if (isDone && isMirrored && isFinal) return [];
    // What was taken for done may still turn out not to be: until everything is final.
    isFinal = isDone && (isFinal || isMirrored);
    if (isMirrored || !isDone) await chain.mine(isFinal ? FINAL_DEPTH + 1 : 1);
    await sleep(40);
  }
  const stuck = underWay.all().map((row) => `stuck: ${JSON.stringify(row)}`);
  return [...stuck, `the chain is at ${await chain.head()}, the mirror at ${JSON.stringify(cursor.get())}`];
}
