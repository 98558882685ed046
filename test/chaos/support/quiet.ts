/** After a round: nothing goes wrong any more, blocks come, and what was accepted has all the time it needs. */
import { setTimeout as sleep } from "node:timers/promises";
import { FINAL_DEPTH } from "./anvil.ts";
import type { ChaosWorld } from "./world.ts";

/** For how long operations may take to come to an end when nothing goes wrong, in milliseconds. */
const PATIENCE = 60_000;

/** Mine until no operation is under way and all that there is is final. Gives what is still under way when time is up. */
export async function comeToRest(world: ChaosWorld): Promise<string[]> {
  const { chain, database } = world;
  const underWay = database.prepare(
    "select state, act, attempts, id from operations where state in ('waiting', 'sent', 'mined')",
  );
  const due = database.prepare("select count(*) from accounts where grant_due = 1").pluck();
  const cursor = database.prepare("select block_hash from cursor").pluck();
  const end = Date.now() + PATIENCE;
  let quietSince: number | undefined;
  for (;;) {
    await chain.mine();
    const head = await chain.head();
    const isQuiet = underWay.all().length === 0 && due.get() === 0;
    quietSince = isQuiet ? (quietSince ?? head) : undefined;
    // Until everything is final: what was taken for done may still turn out not to be.
    if (quietSince !== undefined && head >= quietSince + FINAL_DEPTH + 1) break;
    if (Date.now() > end) return underWay.all().map((row) => `stuck: ${JSON.stringify(row)}`);
    await sleep(quietSince === undefined ? 80 : 20);
  }
  for (;;) {
    const latest = await chain.rpc.block("latest");
    if (cursor.get() === latest?.hash) return [];
    if (Date.now() > end) return [`the mirror does not reach block ${latest?.number}`];
    await sleep(20);
  }
}
