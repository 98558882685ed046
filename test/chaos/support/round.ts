/** One round: accounts and wallets act at random while the world around the processes goes wrong. */
import { setTimeout as sleep } from "node:timers/promises";
import { batchId } from "../../../proof/hash.ts";
import { ACTING_ROLES, logIn, register } from "./accounts.ts";
import { act } from "./acts.ts";
import { MAXIMUM_DEPTH } from "./anvil.ts";
import { betweenCalls, FAULT_NAMES, faultOf } from "./faults.ts";
import type { Fault } from "./proxy.ts";
import type { Random } from "./random.ts";
import { actDirectly } from "./wallets.ts";
import type { ChaosWorld } from "./world.ts";

/** What is done to the world between two calls, by name. */
export const DISTURBANCES = ["reorganisation", "kill of the API", "kill of the indexer", "kill of the chain"] as const;

/** Play a round to the end of its acts. Faults that found no call by then are dropped. */
export async function playRound(world: ChaosWorld, random: Random, round: number): Promise<void> {
  const { proxy, ledger, chain } = world;
  const mirrored = world.database.prepare("select 1 from batches where id = ?").pluck();
  const isKnown = (code: string) => mirrored.get(batchId(code)) === 1;
  ledger.story.length = 0;
  // The state that a kill goes back to, so that it forgets what happens from here on.
  await chain.save();
  const hasNewcomer = random.chance(0.4);
  const plan = planOf(world, random.derive("plan"), round);
  // For whom the role is new a node that lags has a refusal at hand.
  if (hasNewcomer) plan.push(faultOf("simulation by a lagging node", random.derive("lagging")));
  proxy.setFaults(plan);
  const lanes = world.accounts.map(async (account) => {
    const choices = random.derive(account.name);
    for (let acts = choices.between(1, 3); acts > 0; acts--) {
      await act(account, ledger, isKnown, choices);
      if (choices.chance(0.3)) await sleep(choices.below(60));
    }
  });
  const direct = world.wallets.map(async (user) => {
    const choices = random.derive(user.name);
    for (let acts = choices.between(0, 2); acts > 0; acts--) {
      await sleep(choices.below(150));
      await actDirectly(user, chain, world.contract, ledger, choices);
    }
  });
  const joining = hasNewcomer ? [newcomer(world, isKnown, random.derive("newcomer"), round)] : [];
  await Promise.all([...lanes, ...direct, ...joining]);
  proxy.setFaults([]);
}

/** Somebody registers in the middle of it all, and acts. */
async function newcomer(
  world: ChaosWorld,
  isKnown: (code: string) => boolean,
  random: Random,
  round: number,
): Promise<void> {
  const role = random.pick(ACTING_ROLES);
  const name = `${role}-${round}`;
  const id = await register(world.address, world.ledger, name, role);
  await act(await logIn(world.address, name, id, role), world.ledger, isKnown, random);
}

/** Each kind of fault has its turn, beside those that chance brings. */
function planOf(world: ChaosWorld, random: Random, round: number): Fault[] {
  if (random.chance(0.04)) return [];
  const disturbances = Array.from({ length: random.between(1, 4) }, () => disturbance(world, random));
  const names = Array.from({ length: random.between(0, 5) }, () => random.pick(FAULT_NAMES));
  const turn = FAULT_NAMES[round % FAULT_NAMES.length] as (typeof FAULT_NAMES)[number];
  return [...disturbances, ...[turn, ...names].map((name) => faultOf(name, random))];
}

function disturbance(world: ChaosWorld, random: Random): Fault {
  const { chain, ledger } = world;
  const name = random.chance(0.5) ? "reorganisation" : random.pick(DISTURBANCES);
  const depth = random.chance(0.4) ? 1 : random.between(1, MAXIMUM_DEPTH);
  return betweenCalls(name, random, async () => {
    if (name === "reorganisation") ledger.story.push(`  ${await chain.reorganise(depth, random)} blocks deep`);
    if (name === "kill of the API") await world.api.kill();
    if (name === "kill of the indexer") await world.indexer.kill();
    if (name === "kill of the chain") ledger.story.push(`  which forgot ${await chain.kill(random)} blocks`);
  });
}
